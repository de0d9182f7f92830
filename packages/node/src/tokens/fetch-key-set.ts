import { ResponseError, type Clock } from '@fanfare/core/base';
import { sendJson } from '../send-json.js';
import { readKeySet, type KeySet } from './key-set.js';

/** How the keys are fetched. */
export interface FetchKeySetOptions {
  readonly fetch: typeof fetch | undefined;
  readonly clock: Clock;
  /** The time for the whole answer, in milliseconds. */
  readonly timeoutMs: number;
}

/**
 * Fetches a JWK set.
 *
 * @throws NetworkError `network_error`, TimeoutError `timeout`, ResponseError `invalid_response` and
 *   `redirect_refused`; OptionsError `invalid_options` while certificates are not checked, for whoever is in between could make every
 *   forged token good. None of them says anything about a token.
 */
export async function fetchKeySet(url: string, options: FetchKeySetOptions): Promise<KeySet> {
  const what = 'question for the keys that tokens are checked with';
  const { status, json } = await sendJson(url, { what, method: 'GET', headers: {}, ...options });
  if (status !== 200) {
    throw new ResponseError(`The ${what} was answered with HTTP ${status} instead of 200.`, {
      code: 'invalid_response',
      status,
      retryable: status >= 500,
    });
  }
  const set = readKeySet(json);
  if (set === undefined)
    throw malformed(status, `The ${what} was answered with something that is no JWK set.`);
  // Taken at its word, it would make every token bad, and every shopper be signed out, until it is mended.
  if (set.isEmpty)
    throw malformed(status, `The ${what} was answered with no key that verifies EdDSA, ES256 or RS256.`);
  return set;
}

function malformed(status: number, message: string): ResponseError {
  return new ResponseError(message, { code: 'invalid_response', status });
}
