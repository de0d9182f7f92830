import { NetworkError, ResponseError, TimeoutError, untilAborted, type Clock } from '@fanfare/core/base';
import { assertServer, type Surroundings } from '../assert-server.js';
import { readKeySet, type KeySet } from './key-set.js';

/** How the keys are fetched. */
export interface FetchKeySetOptions {
  readonly fetch: typeof fetch | undefined;
  readonly clock: Clock;
  /** The time for the whole answer, in milliseconds. */
  readonly timeoutMs: number;
}

const maxBytes = 262_144;
const failed = 'The keys of the platform could not be read, so no token can be checked:';

/**
 * Fetches a JWK set.
 *
 * @throws NetworkError `network_error`, TimeoutError `timeout`, ResponseError `invalid_response` and
 *   `redirect_refused`; OptionsError `invalid_options` while certificates are not checked. None of them says
 *   anything about a token.
 */
export async function fetchKeySet(url: string, options: FetchKeySetOptions): Promise<KeySet> {
  // Keys from somebody in between would make every forged token good.
  assertServer(globalThis as Surroundings);
  const { clock, timeoutMs } = options;
  const controller = new AbortController();
  const cancel = clock.setTimeout(() => controller.abort(), timeoutMs);
  try {
    const { signal } = controller;
    return await untilAborted(load(url, { fetch: options.fetch ?? globalThis.fetch, signal }), signal);
  } catch (cause) {
    if (cause instanceof ResponseError) throw cause;
    if (controller.signal.aborted) {
      throw new TimeoutError(`${failed} no complete answer within ${timeoutMs} ms.`, {
        code: 'timeout',
        retryable: true,
      });
    }
    throw new NetworkError(`${failed} no answer arrived.`, { code: 'network_error', retryable: true, cause });
  } finally {
    cancel();
  }
}

async function load(url: string, options: { fetch: typeof fetch; signal: AbortSignal }): Promise<KeySet> {
  const response = await options.fetch(url, {
    headers: { accept: 'application/json, application/jwk-set+json' },
    redirect: 'manual',
    signal: options.signal,
  });
  const { status } = response;
  if (status !== 200) {
    await response.body?.cancel();
    const code = status === 0 || (status >= 300 && status < 400) ? 'redirect_refused' : 'invalid_response';
    throw new ResponseError(`${failed} HTTP ${status} instead of 200.`, {
      code,
      status,
      retryable: status >= 500,
    });
  }
  const set = readKeySet(parse(await readText(response)));
  if (set === undefined) throw malformed(status, 'the answer is not a JWK set');
  // Taken at its word, it would make every token bad, and every shopper be signed out, until it is mended.
  if (set.isEmpty) throw malformed(status, 'the JWK set holds no key that verifies EdDSA, ES256 or RS256');
  return set;
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // The type of the stream lacks the iterator that every supported runtime has.
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength;
    if (length > maxBytes) throw malformed(response.status, `the answer is larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function malformed(status: number, what: string): ResponseError {
  return new ResponseError(`${failed} ${what}.`, { code: 'invalid_response', status });
}
