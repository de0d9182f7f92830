import type { DirectAnswer, OneRequest } from '@fanfare/core/base';
import type { Agent, Dispatcher } from 'undici';
import { inflate } from './inflate.js';
import { createPendingBody } from './pending-body.js';

/** What `fetch` would add by itself; a body may come packed, as there. */
const added = { 'user-agent': 'undici', 'accept-encoding': 'gzip' };

/** Sends one request over an agent, without the classes of `fetch` on the way: no redirect is followed, and nothing repeated. */
export function sendDirectly(agent: Agent, url: URL, request: OneRequest): Promise<DirectAnswer> {
  const { method, headers, body: sent, signal } = request;
  return new Promise((resolve, reject) => {
    let connection: Dispatcher.DispatchController | undefined;
    const body = createPendingBody({
      pause: () => connection?.pause(),
      resume: () => connection?.resume(),
      abort: (reason) => connection?.abort(reason),
    });
    const fail = (reason: Error): void => {
      signal.removeEventListener('abort', stop);
      reject(reason);
      body.fail(reason);
    };
    const stop = (): void => {
      const reason = signal.reason as Error;
      fail(reason);
      connection?.abort(reason);
    };
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop);
    agent.dispatch(
      {
        origin: url.origin,
        path: url.pathname + url.search,
        method: method as Dispatcher.HttpMethod,
        headers: { ...added, ...headers },
        body: sent ?? null,
      },
      {
        onRequestStart(controller) {
          connection = controller;
          if (signal.aborted) controller.abort(signal.reason as Error); // while it waited for a connection
        },
        onResponseStart(controller, status, received) {
          if (status < 200) return; // a word in advance, such as 103
          const answer = toHeaders(received);
          resolve({
            status,
            headers: answer,
            type: 'default',
            body: { cancel: async () => controller.abort(new Error('The answer was given up.')) },
            readBytes: async (maxBytes) => {
              const bytes = await body.read(maxBytes);
              const encoding = answer.get('content-encoding') ?? 'identity';
              if (bytes === undefined || bytes.byteLength === 0 || encoding === 'identity') return bytes;
              return inflate(bytes, { encoding, maxBytes });
            },
          });
        },
        onResponseData: (_, chunk) => body.add(chunk),
        onResponseEnd() {
          signal.removeEventListener('abort', stop);
          body.end();
        },
        onResponseError: (_, error) => fail(error),
      },
    );
  });
}

function toHeaders(received: Readonly<Record<string, string | readonly string[] | undefined>>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(received)) {
    for (const each of [value ?? []].flat()) headers.append(name, asBytes(each));
  }
  return headers;
}

/** As `fetch` has it, a character for each byte: undici 7 reads values as UTF-8, which `Headers` refuse. */
function asBytes(value: string): string {
  return /[^\x00-\xff]/.test(value) ? Buffer.from(value, 'utf8').toString('latin1') : value;
}
