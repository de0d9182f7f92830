import { fromBase64Url } from '../bytes/base64url.js';
import type { TokenKey } from './key-set.js';
import { readPart } from './read-part.js';
import type { TokenHeader } from './read-token-header.js';
import { tokenError, type TokenRefusal } from './token-error.js';

/** Claims whose signature is good. */
export type SignedClaims = Readonly<Record<string, unknown>> & {
  readonly aud?: string | readonly string[];
  readonly exp: number;
};

/** What every token has to fit. */
export interface ClaimExpectations {
  /** What kind of token it has to say it is; any where it is `undefined`. */
  readonly type: string | undefined;
  readonly issuer: string;
  readonly required: readonly string[];
  /** In milliseconds since the epoch. */
  readonly now: number;
  readonly toleranceSeconds: number;
}

/** What a missing claim is called; every other one is `claims`. */
const missing: Readonly<Record<string, TokenRefusal>> = { iss: 'issuer', aud: 'audience' };

/**
 * Verifies the signature of a token whose header was read, and then its registered claims (RFC 7519 §4.1, RFC 8725).
 *
 * @throws AuthenticationError `invalid_token`, `token_expired`
 */
export async function verifySignedClaims(
  { header, key }: { readonly header: TokenHeader; readonly key: TokenKey },
  expected: ClaimExpectations,
): Promise<SignedClaims> {
  const [head, body, end] = header.parts;
  const signature = fromBase64Url(end);
  if (signature === undefined || !(await (await key.load())(`${head}.${body}`, signature)))
    throw tokenError('signature');
  const claims = readPart(body);
  if (claims === 'repeated_names') throw tokenError('repeated_names');
  if (claims === 'not_an_object') throw tokenError('claims');
  if (expected.type !== undefined && typeOf(header.typ) !== typeOf(expected.type)) throw tokenError('type');
  const absent = expected.required.find((name) => claims[name] === undefined);
  if (absent !== undefined) throw tokenError(missing[absent] ?? 'claims');
  if (claims['iss'] !== expected.issuer) throw tokenError('issuer');
  if (!isAudience(claims['aud'])) throw tokenError('audience');
  checkTimes(claims, expected);
  return claims as SignedClaims; // its members were checked here
}

/** Names of media types know no case, and need not say "application" (RFC 7515 §4.1.9). */
export function typeOf(typ: unknown): unknown {
  return typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : typ;
}

function isAudience(aud: unknown): boolean {
  return aud === undefined || [aud].flat().every((name) => typeof name === 'string');
}

function checkTimes(
  { exp, nbf, iat }: Readonly<Record<string, unknown>>,
  { now, toleranceSeconds }: ClaimExpectations,
): void {
  const seconds = Math.floor(now / 1_000);
  const isTime = (claim: unknown): claim is number => typeof claim === 'number' && Number.isFinite(claim);
  const isTimeOrAbsent = (claim: unknown): boolean => claim === undefined || isTime(claim);
  if (!isTime(exp) || !isTimeOrAbsent(nbf) || !isTimeOrAbsent(iat)) throw tokenError('claims');
  if (isTime(nbf) && nbf > seconds + toleranceSeconds) throw tokenError('not_yet_valid');
  if (exp <= seconds - toleranceSeconds) throw tokenError('expired');
}
