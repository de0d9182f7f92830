import { eventRoutes, type StreamEvent } from '@fanfare/contract';
import type { Connection } from '../connection.js';
import { openStream, type StreamOptions } from '../stream/open-stream.js';
import { createEventReader } from '../stream/read-event.js';
import { object, optional } from './check/check.js';
import { ownState } from './check/own-state.js';
import { bag, count, id } from './check/shapes.js';

/** How to listen to what happens to the shopper. */
export interface EventStreamOptions extends StreamOptions<StreamEvent> {}

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

const read = createEventReader<StreamEvent>(eventRoutes.stream.id, {
  state: ownState,
  reset: ownState,
  journey: object({ experienceId: id, journey: optional(bag) }),
  position: object({ experienceId: id, distributionId: id, position: count }),
  token_expired: bag,
  session_ended: bag,
});

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
  return { open: (options) => openStream(connection, { route: eventRoutes.stream, read, options }) };
}
