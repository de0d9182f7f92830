import { ResponseError } from '@fanfare/core';
import type { Connection } from './connection.js';
import { sendShown } from './dpop/send-shown.js';
import { joinSignals, type JoinedSignal } from './join-signals.js';
import { refusedArgument } from './resources/refused-argument.js';
import { endedCode, sessionError } from './session/session-errors.js';

/** Calls the merchant's own backend as the shopper who is signed in. */
export type TrustedFetch = (input: string | URL, init?: RequestInit) => Promise<Response>;

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Creates a `fetch` that brings a fresh access token along, to origins in `trustedOrigins` only. It sends
 * once, follows no redirect, and returns whatever the backend answers. An answer that is still arriving when the session
 * ends, or becomes another shopper's, breaks off.
 */
export function createTrustedFetch(connection: Connection): TrustedFetch {
  const { session, options, possession, signal: ending } = connection;
  // An answer may go on arriving long after its head, and what is left of it is for nobody but its shopper.
  let present = new AbortController();
  session.on('ended', ({ reason }) => {
    present.abort(sessionError(endedCode(reason)));
    present = new AbortController();
  });
  return async (input, init = {}) => {
    ending.throwIfAborted();
    const url = resolve(input);
    if (!options.trustedOrigins.includes(url.origin)) {
      throw refusedArgument(`fetch was refused: ${url.origin} is not among trustedOrigins`);
    }
    const headers = new Headers(init.headers);
    const { method } = new Request(url, { method: init.method ?? 'GET' }); // spelled as it will be sent
    const given = init.signal ?? undefined;
    const send = async (token: string, signal: AbortSignal): Promise<Response> => {
      const ends = [signal, ending, present.signal, ...(given === undefined ? [] : [given])];
      const joined = joinAll(ends);
      const request = { ...init, headers, redirect: 'manual', signal: joined.signal } as const;
      const answer = await sendShown(possession, {
        ...{ method, url, token },
        mayRepeat: !(init.body instanceof ReadableStream),
        send: (shown) => {
          for (const [name, value] of Object.entries(shown)) headers.set(name, value);
          return (options.fetch ?? globalThis.fetch)(url, request);
        },
      }).finally(joined.release);
      return refuseRedirect(answer);
    };
    return session.guard(send, { signal: given, userInitiated: true });
  };
}

/**
 * What `AbortSignal.any` makes is not held by the signals it follows, and goes on with the body. A browser without it follows them up to the
 * head of the answer: longer, each call would leave listeners behind.
 */
function joinAll(signals: AbortSignal[]): JoinedSignal {
  const signal = (AbortSignal as Partial<typeof AbortSignal>).any?.(signals);
  return signal === undefined ? joinSignals(signals) : { signal, release: () => undefined };
}

function resolve(input: string | URL): URL {
  try {
    if (typeof input !== 'string' && !(input instanceof URL)) throw new TypeError();
    return new URL(input, globalThis.location?.href);
  } catch {
    throw refusedArgument('fetch takes an absolute address, or one that is relative to the page');
  }
}

function refuseRedirect(response: Response): Response {
  if (response.type !== 'opaqueredirect' && !redirects.has(response.status)) return response;
  throw new ResponseError(
    'fetch failed: the answer is a redirect, and it was not followed, so that the token goes no further.',
    { code: 'redirect_refused' },
  );
}
