import { eventRoutes, headers as names, type StreamEvent } from '@fanfare/contract';
import {
  checkOptions,
  describeType,
  errorFromAnswer,
  isFanfareError,
  NetworkError,
  normalizeError,
  ResponseError,
} from '@fanfare/core';
import type { Connection } from '../connection.js';
import { joinSignals } from '../join-signals.js';
import { abortedError } from '../session/session-errors.js';
import { untilAborted } from '../session/until-aborted.js';
import { withDeadline } from '../session/with-deadline.js';
import { createEventParser } from '../stream/event-parser.js';
import { readStreamEvent } from '../stream/read-stream-event.js';
import { refusedArgument } from './refused-argument.js';

/** How to listen. */
export interface EventStreamOptions {
  /** Is told every event with its id. What it throws ends the stream, and `open` rejects with it. */
  readonly onEvent: (event: StreamEvent, id: string) => void;
  /** Ends the stream; `open` then rejects with `aborted`. @default nothing ends it from here */
  readonly signal?: AbortSignal | undefined;
  /** The id of the last event that you heard: what came after it is told first. @default the present state is */
  readonly lastEventId?: string | undefined;
}

/** Listens to what happens to the shopper, as it happens. */
export interface Events {
  /**
   * Opens one connection, and resolves when the platform ends it: after an hour at most, with `token_expired`. It does
   * not reconnect, and notices no silence: that is yours for now, as is `lastEventId`. Whoever signs out is told
   * `session_ended`.
   *
   * @throws `RequestError` `invalid_request`; `SessionError` `not_authenticated`; `NetworkError` `network_error` where
   *   the connection breaks; `NotFoundError` `not_found` where the platform has no stream; `AbortedError` `aborted`
   */
  open(options: EventStreamOptions): Promise<void>;
}

/**
 * Creates the part of a client that listens to what happens to the shopper.
 *
 * @example
 * ```ts
 * import { createEvents } from '@fanfare/browser/events';
 * import { connect } from '@fanfare/browser/session';
 *
 * const events = createEvents(connect({ publishableKey: 'pk_test_a1b2c3d4e5f6' }));
 * await events.open({
 *   onEvent: ({ event, data }) => console.log(event, data),
 * });
 * ```
 */
export function createEvents(connection: Connection): Events {
  const { session, options, signal: ending } = connection;
  const { stream: route } = eventRoutes;

  async function connect({ token, lastEventId, signal }: Connecting): Promise<Response> {
    const init: RequestInit = {
      headers: {
        accept: 'text/event-stream',
        [names.publishableKey]: options.publishableKey,
        [names.authorization]: `Bearer ${token}`,
        ...(lastEventId !== undefined && { [names.lastEventId]: lastEventId }),
      },
      signal,
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'origin',
      redirect: 'error',
    };
    const response = await (options.fetch ?? globalThis.fetch)(options.urls.consumer + route.path, init);
    const { status, headers } = response;
    if (!response.ok) {
      const refusal = { status, headers, body: await response.text(), now: options.clock.now() };
      throw errorFromAnswer(normalizeError(refusal), { operation: route.id, attempts: 1 });
    }
    if (headers.get('content-type')?.startsWith('text/event-stream') === true) return response;
    throw new ResponseError(`${route.id} failed: the answer is no stream of events.`, {
      code: 'invalid_response',
      status,
    });
  }

  return {
    async open(given) {
      ending.throwIfAborted();
      checkOptions(given, ['onEvent', 'signal', 'lastEventId'], route.id);
      const { onEvent, lastEventId } = given;
      if (typeof onEvent !== 'function') {
        throw refusedArgument(`${route.id}: onEvent must be a function, not ${describeType(onEvent)}`);
      }
      if (lastEventId !== undefined && !/^[\x21-\x7e]{0,128}$/.test(lastEventId)) {
        throw refusedArgument(`${route.id}: lastEventId must be one that was told`);
      }
      const done = new AbortController();
      const { signal, release } = joinSignals([given.signal, ending, done.signal]);
      const begin = (token: string): Promise<Response> =>
        withDeadline(() => connect({ token, lastEventId, signal }), {
          clock: options.clock,
          ms: options.timeoutMs ?? headMs,
          signal,
        });
      let thrown: { readonly error: unknown } | undefined;
      const tell: EventStreamOptions['onEvent'] = (event, id) => {
        try {
          onEvent(event, id);
        } catch (error) {
          thrown = { error };
          throw error;
        }
      };
      try {
        const response = await session.guard((token) => begin(token).catch(asNetworkError), { signal });
        await tellEvents(response, { signal, tell }).catch(asNetworkError);
      } catch (error) {
        if (thrown !== undefined) throw thrown.error;
        if (ending.aborted) throw ending.reason;
        throw given.signal?.aborted === true ? abortedError(given.signal.reason) : error;
      } finally {
        done.abort(); // frees the connection, whatever is left of it
        release();
      }
    },
  };
}

interface Connecting {
  readonly token: string;
  readonly lastEventId: string | undefined;
  readonly signal: AbortSignal;
}

/** How long the beginning of an answer may take; after it, silence is nothing unusual. */
const headMs = 10_000;

async function tellEvents(
  response: Response,
  { signal, tell }: { readonly signal: AbortSignal; readonly tell: EventStreamOptions['onEvent'] },
): Promise<void> {
  const reader = response.body?.getReader();
  const parser = createEventParser((written) => {
    const event = readStreamEvent(written);
    if (event !== undefined) tell(event, written.lastEventId);
  });
  try {
    for (;;) {
      const piece = await untilAborted(Promise.resolve(reader?.read()), signal);
      if (piece?.value === undefined) return;
      parser.push(piece.value);
    }
  } finally {
    reader?.cancel().catch(() => undefined);
  }
}

/** A connection that breaks is told like any other; what is an error of ours already stays one. */
function asNetworkError(cause: unknown): never {
  if (isFanfareError(cause)) throw cause;
  const message = 'events.stream failed: the connection broke. Open it again with the id of the last event.';
  throw new NetworkError(message, { code: 'network_error', cause, retryable: true });
}
