import {
  activityRoutes,
  type ActivityEvent,
  type ActivityFeed,
  type ActivityTrack,
  type ActivityTracked,
  type ExperienceId,
  type ListActivity,
} from '@fanfare/contract';
import { describeType } from '@fanfare/core';
import type { Connection } from '../connection.js';
import { openStream, type StreamOptions } from '../stream/open-stream.js';
import { createEventReader } from '../stream/read-event.js';
import { createAsk } from './ask.js';
import type { CallOptions } from './call-options.js';
import { checkId } from './check-id.js';
import { list, object } from './check/check.js';
import { bag, count, id, string, timestamp } from './check/shapes.js';
import { fits, type Fits } from './fits.js';
import { limitForm, textForm } from './forms.js';
import { guardMeasuring } from './guard-measuring.js';
import { refusedArgument } from './refused-argument.js';

/** Something of a feed that was seen or clicked; `eventId` is made where it is left out. */
export type NewActivityTrack = Omit<ActivityTrack, 'eventId'> & Partial<Pick<ActivityTrack, 'eventId'>>;

/** How to listen to what happens in an experience. */
export interface ActivityStreamOptions extends StreamOptions<ActivityEvent> {}

/** Shows what happens in an experience, without telling to whom; works without a session. */
export interface Activity {
  /**
   * Reads what happened in an experience lately.
   *
   * @throws `NotFoundError` `not_found` where the merchant has not switched the feed on
   */
  feed(experienceId: ExperienceId, query?: ListActivity, options?: CallOptions): Promise<ActivityFeed>;
  /**
   * Tells what happens, each event once and in order. A connection that breaks, or that hears nothing for 45 seconds, is opened
   * again behind the last event; with `reconnect: false` it is one connection, and resolves when the platform ends that.
   *
   * @throws `NotFoundError` `not_found`; `RateLimitError` `rate_limited`; `AbortedError` `aborted`; without `reconnect` also
   *   `NetworkError` `network_error` where the connection breaks
   */
  open(experienceId: ExperienceId, options: ActivityStreamOptions): Promise<void>;
  /**
   * Tells that 1 to 100 things of the feed were seen or clicked; an `eventId` that the platform knows already is not
   * counted again.
   *
   * @throws `RequestError` `invalid_request`; `PermissionError` `consent_required`; `NotFoundError` `not_found`
   */
  track(
    experienceId: ExperienceId,
    events: readonly NewActivityTrack[],
    options?: CallOptions,
  ): Promise<ActivityTracked>;
}

const item = object({ activityId: id, kind: string, at: timestamp });
const feed = object({ experienceId: id, activities: list(item), counts: bag });
const tracked = object({ counted: count });
const query: Fits = fits({ forms: { limit: limitForm } });
const event: Fits = fits({
  forms: {
    eventId: textForm(1, 128),
    type: /^(impression|click)$/,
    activityId: textForm(1, 128),
    at: textForm(20, 40),
  },
  needed: ['type', 'activityId'],
});
const wholeEvents = ['feed', 'reset'];
const read = createEventReader<ActivityEvent>(activityRoutes.stream.id, {
  feed,
  reset: feed,
  activity: item,
});

/**
 * Creates the part of a client that shows what happens in an experience.
 *
 * @example
 * ```ts
 * import { createActivity } from '@fanfare/browser/activity';
 * import { connect } from '@fanfare/browser/session';
 *
 * const activity = createActivity(connect({ publishableKey: 'pk_test_a1b2c3d4e5f6' }));
 * const { activities, counts } = await activity.feed('exp_1', { limit: 5 });
 * console.log(`${counts.entered} people entered`, activities[0]?.at);
 * ```
 */
export function createActivity(connection: Connection): Activity {
  const ask = createAsk(connection);
  return {
    feed: (experienceId, given = {}, options) =>
      ask<ActivityFeed>(activityRoutes.feed, {
        id: experienceId,
        query: given,
        rules: query,
        check: feed,
        options,
      }),
    async open(experienceId, options) {
      const { stream: route } = activityRoutes;
      const path = route.path.replace('{experienceId}', checkId(experienceId, `${route.id}: experienceId`));
      await openStream(connection, { route, path, wholeEvents, read, options });
    },
    async track(experienceId, events, options) {
      guardMeasuring(connection);
      const { track: route } = activityRoutes;
      if (!Array.isArray(events) || events.length === 0 || events.length > 100) {
        throw refusedArgument(`${route.id} takes a list of 1 to 100 events, not ${describeType(events)}`);
      }
      for (const each of events as readonly NewActivityTrack[]) event(each, `${route.id}: an event`);
      const body = { events: events.map((each: object) => ({ eventId: crypto.randomUUID(), ...each })) };
      return ask<ActivityTracked>(route, { id: experienceId, body, check: tracked, options });
    },
  };
}
