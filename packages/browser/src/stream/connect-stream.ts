import { headers as names, type Route } from '@fanfare/contract';
import {
  errorFromAnswer,
  isFanfareError,
  NetworkError,
  ResponseError,
  type ErrorAnswer,
  type NormalizedError,
} from '@fanfare/core';
import type { Connection } from '../connection.js';
import { sendShown } from '../dpop/send-shown.js';
import { joinSignals } from '../join-signals.js';
import { withDeadline } from '../session/with-deadline.js';

/** One connection of a stream. */
export interface StreamConnection {
  readonly route: Route;
  readonly path: string;
  readonly lastEventId: string | undefined;
  readonly signal: AbortSignal;
  readonly onPiece: (piece: Uint8Array) => void;
}

/** How long the beginning of an answer may take, in milliseconds. */
const headMs = 10_000;
/** The platform sends something every 15 seconds; who hears nothing for this long hears nothing any more. */
const silenceMs = 45_000;

/**
 * Opens one connection, and hands on what arrives until the platform ends it. It ends with the session it was opened
 * for, and where nothing arrives any more.
 *
 * @throws `NetworkError` `network_error`; `TimeoutError` `timeout`; whatever the platform refuses with.
 */
export async function connectStream(connection: Connection, stream: StreamConnection): Promise<void> {
  const { session, options, possession } = connection;
  const { route, path, lastEventId, onPiece } = stream;
  const { clock } = options;
  const headers = {
    accept: 'text/event-stream',
    [names.publishableKey]: options.publishableKey,
    ...(options.apiVersion !== undefined && { [names.apiVersion]: options.apiVersion }),
    ...(lastEventId !== undefined && { [names.lastEventId]: lastEventId }),
  };

  const begin = async (token: string | undefined, signal: AbortSignal): Promise<Response> => {
    const init: RequestInit = {
      signal,
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'origin',
      redirect: 'error',
    };
    const url = new URL(options.urls[route.service] + path);
    const send = (shown: Readonly<Record<string, string>>): Promise<Response> =>
      (options.fetch ?? globalThis.fetch)(url.href, { ...init, headers: { ...headers, ...shown } });
    const response = await (token === undefined
      ? send({})
      : sendShown(possession, { method: 'GET', url, token, mayRepeat: true, send }));
    return streamOf(response, {
      route,
      read: (answer) => connection.readRefusal({ ...answer, now: clock.now() }, signal),
    });
  };

  const listen = async (token?: string, given: AbortSignal = stream.signal): Promise<void> => {
    const done = new AbortController();
    const { signal, release } = joinSignals([given, done.signal]);
    try {
      const ms = options.timeoutMs ?? headMs;
      const response = await withDeadline(async () => begin(token, signal), { clock, ms, signal });
      const reader = response.body?.getReader();
      for (;;) {
        const read = async (): Promise<Uint8Array | undefined> => (await reader?.read())?.value;
        const piece = await withDeadline(read, { clock, ms: silenceMs, signal });
        if (piece === undefined) return;
        onPiece(piece);
      }
    } catch (error) {
      return broken(route, error);
    } finally {
      done.abort(); // frees the connection, whatever is left of it
      release();
    }
  };

  await (isPersonal(route) ? session.guard(listen, { signal: stream.signal }) : listen());
}

/** Tells whether a stream is one shopper's. */
export function isPersonal({ auth }: Route): boolean {
  return auth.every((needed) => needed.includes('consumer'));
}

async function streamOf(
  response: Response,
  {
    route,
    read,
  }: {
    readonly route: Route;
    readonly read: (answer: Omit<ErrorAnswer, 'now'>) => Promise<NormalizedError>;
  },
): Promise<Response> {
  const { status, headers } = response;
  if (!response.ok) {
    const refusal = await read({ status, headers, body: await response.text() });
    throw errorFromAnswer(refusal, { operation: route.id, attempts: 1 });
  }
  if (headers.get('content-type')?.startsWith('text/event-stream') === true) return response;
  await response.body?.cancel();
  throw new ResponseError(`${route.id} failed: the answer is no stream of events.`, {
    code: 'invalid_response',
    status,
  });
}

/** A connection that breaks is told like any other; what is an error of ours already stays one. */
function broken({ id }: Route, cause: unknown): never {
  if (isFanfareError(cause)) throw cause;
  if (cause instanceof RangeError) {
    throw new ResponseError(`${id} failed: an event is larger than any answer may be.`, {
      code: 'invalid_response',
    });
  }
  const message = `${id} failed: the connection broke. Open it again with the id of the last event.`;
  throw new NetworkError(message, { code: 'network_error', cause, retryable: true });
}
