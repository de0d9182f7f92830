import { NetworkError, ResponseError, TimeoutError, untilAborted, type Clock } from '@fanfare/core/base';
import { assertServer, type Surroundings } from './assert-server.js';

/** A call with JSON in both directions. */
export interface JsonCall {
  /** As it is called in errors. */
  readonly what: string;
  readonly method: 'GET' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly fetch: typeof fetch | undefined;
  readonly clock: Clock;
  /** For the whole answer, in milliseconds. */
  readonly timeoutMs: number;
}

/** What came back. */
export interface JsonAnswer {
  readonly status: number;
  /** `undefined` where the answer is no JSON. */
  readonly json: unknown;
}

const maxBytes = 262_144;

/**
 * Makes one call. Redirects are not followed, so that no credential travels on.
 *
 * @throws NetworkError `network_error`, TimeoutError `timeout`, ResponseError `redirect_refused`, `invalid_response` where the
 *   answer is too large; OptionsError `invalid_options` while certificates are not checked
 */
export async function sendJson(url: string, call: JsonCall): Promise<JsonAnswer> {
  assertServer(globalThis as Surroundings);
  const { what, clock, timeoutMs } = call;
  const controller = new AbortController();
  const cancel = clock.setTimeout(() => controller.abort(), timeoutMs);
  try {
    return await untilAborted(exchange(url, { ...call, signal: controller.signal }), controller.signal);
  } catch (cause) {
    if (cause instanceof ResponseError) throw cause;
    if (controller.signal.aborted) {
      throw new TimeoutError(`The ${what} brought no complete answer within ${timeoutMs} ms.`, {
        code: 'timeout',
        retryable: true,
      });
    }
    throw new NetworkError(`The ${what} brought no answer.`, {
      code: 'network_error',
      retryable: true,
      cause,
    });
  } finally {
    cancel();
  }
}

async function exchange(
  url: string,
  {
    what,
    method,
    headers,
    body,
    fetch = globalThis.fetch,
    signal,
  }: JsonCall & { readonly signal: AbortSignal },
): Promise<JsonAnswer> {
  const answer = await fetch(url, {
    method,
    headers: { accept: 'application/json', ...(body && { 'content-type': 'application/json' }), ...headers },
    redirect: 'manual',
    signal,
    ...(body && { body: JSON.stringify(body) }),
  });
  const { status } = answer;
  if (status === 0 || (status >= 300 && status < 400)) {
    await answer.body?.cancel();
    throw new ResponseError(`The ${what} was answered with a redirect, which is not followed.`, {
      code: 'redirect_refused',
      status,
    });
  }
  return { status, json: parse(await readText(answer, what)) };
}

async function readText(answer: Response, what: string): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  // The type of the stream lacks the iterator that every supported runtime has.
  for await (const chunk of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength;
    if (length > maxBytes) {
      throw new ResponseError(`The ${what} brought more than ${maxBytes} bytes.`, {
        code: 'invalid_response',
        status: answer.status,
      });
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
