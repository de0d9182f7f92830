import { isBase64Url } from '../bytes/base64url.js';
import { readPart } from './read-part.js';
import { tokenAlgorithms, type TokenAlgorithm } from './token-algorithms.js';
import { tokenError } from './token-error.js';

/** The longest token that is looked at, in characters. */
const maxCharacters = 8_192;

/** What of a token's header decides which key verifies it. */
export interface TokenHeader {
  readonly alg: TokenAlgorithm;
  readonly kid: string;
  /** What kind of token it says it is. */
  readonly typ: unknown;
  /** Header, claims and signature, each in its one spelling. */
  readonly parts: readonly [string, string, string];
}

/** What would bring a key along, or say where one is: a token that may choose its key verifies itself (RFC 8725 §3.5). */
const keyParameters = ['jwk', 'jku', 'x5u', 'x5c'] as const;
/** Ids of keys are compared and nothing else; one of another form would be an attempt on somebody who does more. */
const kidForm = /^(?!.*\.\.)[\w.~+/=:@-]{1,256}$/;

/**
 * Reads the header of a token and insists on one spelling of it. JWT libraries decode spaces, padding and
 * stray last bits alike, so that one token would have many spellings, and a list of revoked ones a way round it.
 *
 * @throws AuthenticationError `invalid_token`
 */
export function readTokenHeader(token: unknown): TokenHeader {
  if (typeof token !== 'string') throw tokenError('spelling');
  if (token.length > maxCharacters) throw tokenError('too_long');
  const [head = '', body = '', signature = '', ...more] = token.split('.');
  if (more.length > 0 || ![head, body, signature].every(isBase64Url)) throw tokenError('spelling');
  const header = readPart(head);
  if (header === 'repeated_names') throw tokenError('repeated_names');
  if (header === 'not_an_object') throw tokenError('header');
  // No extension is understood here, so a critical one cannot be honoured (RFC 7515 §4.1.11).
  if ('crit' in header) throw tokenError('critical');
  if (keyParameters.some((name) => name in header)) throw tokenError('embedded_key');
  if ('cty' in header || 'enc' in header || 'zip' in header) throw tokenError('nested');
  const { alg, kid, typ } = header;
  const algorithm = tokenAlgorithms.find((name) => name === alg);
  if (algorithm === undefined) throw tokenError('algorithm');
  if (typeof kid !== 'string' || !kidForm.test(kid)) throw tokenError('key_id');
  return { alg: algorithm, kid, typ, parts: [head, body, signature] };
}
