import { accessToken } from '@fanfare/contract';
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
  if (parts.length !== 3 || !parts.every(isCanonical)) throw tokenError('spelling');
  const header = parse(parts[0] ?? '');
  const { alg, kid } = header;
  // No extension is understood here, so a critical one cannot be honoured (RFC 7515 §4.1.11).
  if ('crit' in header || typeof kid !== 'string' || kid === '') throw tokenError('header');
  const algorithm = accessToken.algorithms.find((name) => name === alg);
  if (algorithm === undefined) throw tokenError('algorithm');
  return { alg: algorithm, kid };
}

function isCanonical(part: string): boolean {
  return /^[A-Za-z0-9_-]+$/.test(part) && Buffer.from(part, 'base64url').toString('base64url') === part;
}

function parse(part: string): Record<string, unknown> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(part, 'base64url'));
    const header: unknown = JSON.parse(text);
    if (typeof header === 'object' && header !== null) return header as Record<string, unknown>; // an object has string keys
  } catch {
    // Said below, without the text.
  }
  throw tokenError('header');
}
