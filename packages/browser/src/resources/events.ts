import type { StreamEvent } from '@fanfare/contract';
import { isFanfareError } from '@fanfare/core';
import type { Connection } from '../connection.js';
import { openStream, type StreamOptions } from '../stream/open-stream.js';
import { eventStream } from '../stream/event-stream.js';

/** How to listen to what happens to the shopper. */
export interface EventStreamOptions extends StreamOptions<StreamEvent> {}

/** Listens to what happens to the shopper, as it happens. */
export interface Events {
  /**
   * Tells what happens, each event once and in order, until the session ends: then `session_ended` is told, and it resolves. A
   * connection that breaks, or that hears nothing for 45 seconds, is opened again behind the last event, with a fresh token
   * where it needs one. With `reconnect: false` it is one connection, and resolves when the platform ends that. Listening is
   * no activity that keeps a session from being idle.
   *
   * @throws `RequestError` `invalid_request`; `SessionError` `not_authenticated`, `session_replaced`; `NotFoundError`
   *   `not_found` where the platform has no stream; `RateLimitError` `rate_limited`; `AbortedError` `aborted`; without
   *   `reconnect` also `NetworkError` `network_error` where the connection breaks
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
  const open = (options: EventStreamOptions): Promise<void> =>
    openStream(connection, { ...eventStream, options });

  return {
    async open(options) {
      const { onEvent, reconnect = true } = options ?? {}; // whatever JavaScript lets through
      if (!reconnect || typeof onEvent !== 'function') return open(options);
      let lastId: string | undefined;
      const tell = (event: StreamEvent, id: string): void => {
        lastId = id;
        // Whether it is over shows when the next connection asks for a token.
        if (event.event !== 'token_expired' && event.event !== 'session_ended') onEvent(event, id);
      };
      try {
        await open({ ...options, onEvent: tell });
      } catch (error) {
        if (lastId === undefined || !isSessionEnd(error)) throw error;
        onEvent({ event: 'session_ended', data: {} }, lastId);
      }
    },
  };
}

function isSessionEnd(error: unknown): boolean {
  return isFanfareError(error) && (error.status === 401 || endCodes.has(error.code));
}

const endCodes: ReadonlySet<string> = new Set(['not_authenticated', 'session_expired']);
