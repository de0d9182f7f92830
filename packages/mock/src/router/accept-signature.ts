import { profiles, requestSignature, type ProfileName } from '@fanfare/contract';
import type { Operation } from '@fanfare/contract/operations';

const { label, components, bodyComponents, unsafeComponents, parameters, tag } = requestSignature;

/** Tells a server that was refused what its signature must look like (RFC 9421 §5.1). */
export function acceptSignature(
  { auth }: Operation,
  { status, profile }: { readonly status: number; readonly profile: ProfileName },
): Record<string, string> {
  const signed = !profiles[profile].bearerSecret && auth.flat().includes('sk');
  if (status !== 401 || !signed) return {};
  const names = [...components, ...bodyComponents, ...unsafeComponents].map((name) => `"${name}"`);
  const asked = parameters.filter((name) => name !== 'tag').map((name) => `;${name}`);
  return { 'accept-signature': `${label}=(${names.join(' ')})${asked.join('')};tag="${tag}"` };
}
