import { createHash, timingSafeEqual } from 'node:crypto';
import { parseDictionary } from './structured-fields.js';

const algorithms: Readonly<Record<string, string>> = { 'sha-256': 'sha256', 'sha-512': 'sha512' };

/** Compares `Content-Digest` (RFC 9530 §2) with the bytes that arrived: every digest in it that is known must fit, and one must be known. */
export function contentDigestFits(header: string, body: Uint8Array): boolean {
  const known = [...(parseDictionary(header) ?? [])].filter(([name]) => Object.hasOwn(algorithms, name));
  return known.length > 0 && known.every(([name, member]) => fits(member, name, body));
}

function fits(member: object, name: string, body: Uint8Array): boolean {
  const claimed: unknown = 'value' in member ? member.value : undefined;
  const actual = createHash(algorithms[name] ?? '')
    .update(body)
    .digest();
  return (
    claimed instanceof Uint8Array && claimed.length === actual.length && timingSafeEqual(claimed, actual)
  );
}
