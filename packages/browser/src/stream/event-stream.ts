import { eventRoutes, type Route, type StreamEvent } from '@fanfare/contract';
import { object, optional } from '../resources/check/check.js';
import { ownState } from '../resources/check/own-state.js';
import { bag, count, id } from '../resources/check/shapes.js';
import type { ServerSentEvent } from './event-parser.js';
import { createEventReader } from './read-event.js';

/** What a part of a client knows of a stream of the platform. */
export interface KnownStream<Event> {
  readonly route: Route;
  readonly wholeEvents: readonly string[];
  readonly read: (written: ServerSentEvent) => Event | undefined;
}

/** The stream of what happens to the shopper. */
export const eventStream: KnownStream<StreamEvent> = {
  route: eventRoutes.stream,
  wholeEvents: ['state', 'reset'],
  read: /* @__PURE__ */ createEventReader<StreamEvent>(eventRoutes.stream.id, {
    state: ownState,
    reset: ownState,
    journey: /* @__PURE__ */ object({ experienceId: id, journey: /* @__PURE__ */ optional(bag) }),
    position: /* @__PURE__ */ object({ experienceId: id, distributionId: id, position: count }),
    token_expired: bag,
    session_ended: bag,
  }),
};
