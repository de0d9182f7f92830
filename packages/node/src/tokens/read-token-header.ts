import { accessToken } from '@fanfare/contract';
import { isCanonicalPart, readPart } from './canonical-part.js';
import { tokenError } from './token-error.js';

/** The longest token that is looked at, in characters. */
const maxCharacters = 8_192;

/** The algorithms that sign access tokens. */
export type TokenAlgorithm = (typeof accessToken.algorithms)[number];

/** What of a token's header decides which key verifies it. */
export interface TokenHeader {
  readonly alg: TokenAlgorithm;
  readonly kid: string;
}

/**
 * Reads the header of a token and insists on one spelling of it. JWT libraries decode spaces, padding and
 * stray last bits alike, so that one token would have many spellings, and a list of revoked ones a way round it.
 *
 * @throws AuthenticationError `invalid_token`
 */
export function readTokenHeader(token: unknown): TokenHeader {
  if (typeof token !== 'string' || token.length > maxCharacters) throw tokenError('spelling');
  const parts = token.split('.');
  if (parts.length !== 3 || !parts.every(isCanonicalPart)) throw tokenError('spelling');
  const header = readPart(parts[0] ?? '');
  if (header === undefined) throw tokenError('header');
  const { alg, kid } = header;
  // No extension is understood here, so a critical one cannot be honoured (RFC 7515 §4.1.11).
  if ('crit' in header || typeof kid !== 'string' || kid === '') throw tokenError('header');
  const algorithm = accessToken.algorithms.find((name) => name === alg);
  if (algorithm === undefined) throw tokenError('algorithm');
  return { alg: algorithm, kid };
}
