import { beaconEventNames, beaconRoutes, type BeaconEvent, type Route } from '@fanfare/contract';
import { describeType, isFanfareError } from '@fanfare/core';
import { createCollector } from '../beacon/collector.js';
import type { Connection } from '../connection.js';
import { createAsk } from './ask.js';
import type { CallOptions } from './call-options.js';
import { when } from './check/check.js';
import { checkEvent } from './check-event.js';
import { guardMeasuring } from './guard-measuring.js';
import { learnConfig } from './learn-config.js';
import { refusedArgument } from './refused-argument.js';

type Complete<Event> = Event extends BeaconEvent
  ? Omit<Event, Completed> & Partial<Pick<Event, Completed>>
  : never;
type Completed = 'eventId' | 'eventTimestamp' | 'organizationId';
/**
 * Something that happened in the page. `eventId` and `eventTimestamp` are made where they are left out;
 * `organizationId` is then the client's own, or what the platform tells once per client.
 */
export type NewBeaconEvent = Complete<BeaconEvent>;

/** Tells the platform what happened in the page: at once with `track` and `trackBatch`, or together with `collect`. */
export interface Beacon {
  /**
   * Tells about one event. An event whose `eventId` the platform knows already is not counted again.
   *
   * @throws `RequestError` `invalid_request`; `NotFoundError` `not_found` where the organization is not the key's;
   *   `PermissionError` `consent_required`
   */
  track(event: NewBeaconEvent, options?: CallOptions): Promise<void>;
  /**
   * Tells about 1 to 100 events at once; where one of them does not fit, none is counted.
   *
   * @throws `RequestError` `invalid_request`; `NotFoundError` `not_found` where an organization is not the key's;
   *   `PermissionError` `consent_required`
   */
  trackBatch(events: readonly NewBeaconEvent[], options?: CallOptions): Promise<void>;
  /**
   * Takes one event that is sent with others: when ten wait, after 5 seconds, or when the page is hidden or left. Resolves when
   * it is taken; what becomes of it later, only `beacon:dropped` tells. It waits in the memory of this page, through failures
   * and without a network too, for a day at most.
   *
   * @throws `RequestError` `invalid_request`, where it also is larger than 59,840 bytes; `PermissionError` `consent_required`
   */
  collect(event: NewBeaconEvent): Promise<void>;
  /**
   * Sends now what `collect` took. What fails for now stays, and is sent later.
   *
   * @throws what the first request that fails fails with
   */
  flush(): Promise<void>;
}

interface CompletedEvent {
  readonly organizationId?: string | undefined;
}

const nothing = when((value) => value === null || value === undefined);

/**
 * Creates the part of a client that tells what happened in the page.
 *
 * @example
 * ```ts
 * import { createBeacon } from '@fanfare/browser/beacon';
 * import { connect } from '@fanfare/browser/session';
 *
 * const beacon = createBeacon(connect({ publishableKey: 'pk_test_a1b2c3d4e5f6' }));
 * await beacon.collect({ eventName: 'pageView', pagePath: '/drops/aurora' });
 * ```
 */
export function createBeacon(connection: Connection): Beacon {
  const ask = createAsk(connection);
  const { givenClock } = connection.options;
  let { organizationId: own } = connection.options;

  /** Gives every event an id, so that one that is sent twice counts once. */
  const complete = (event: NewBeaconEvent, what: string): CompletedEvent => {
    if (typeof event !== 'object' || (event as unknown) === null) {
      throw refusedArgument(`${what} must be an object, not ${describeType(event)}`);
    }
    if (!beaconEventNames.includes(event.eventName)) {
      throw refusedArgument(`${what} has an eventName that there is not`);
    }
    const eventTimestamp = new Date(givenClock?.now() ?? Date.now()).toISOString();
    checkEvent(event, what);
    return { organizationId: own, eventId: crypto.randomUUID(), eventTimestamp, ...event };
  };
  /** Fills in whose events they are, where they do not say so themselves. */
  const claim = async (
    events: readonly CompletedEvent[],
    what: string,
    from: Connection = connection,
  ): Promise<object[]> => {
    if (events.every(({ organizationId }) => organizationId !== undefined)) return [...events];
    const { organizationId } = await learnConfig(from).catch((error: unknown) => {
      if (!isFanfareError(error) || error.code !== 'not_found') throw error;
      throw refusedArgument(`${what} needs an organizationId, since the platform does not tell it`);
    });
    own = organizationId;
    return events.map((event) => ({ ...event, organizationId: event.organizationId ?? organizationId }));
  };
  const guard = (): void => guardMeasuring(connection);
  const collector = createCollector(connection, {
    complete: (events, from) => claim(events, 'beacon.flush', from),
  });
  const tell = (route: Route, body: object, options: CallOptions | undefined): Promise<void> =>
    ask<void>(route, { body, check: nothing, options });

  return {
    async track(event, options) {
      guard();
      const [body] = await claim([complete(event, 'beacon.track: the event')], 'beacon.track');
      if (body !== undefined) await tell(beaconRoutes.track, body, options);
    },
    async trackBatch(events, options) {
      if (!Array.isArray(events) || events.length < 1 || events.length > 100) {
        throw refusedArgument('beacon.trackBatch takes an array of 1 to 100 events');
      }
      guard();
      const all = events.map((event: NewBeaconEvent, index) =>
        complete(event, `beacon.trackBatch: events[${index}]`),
      );
      await tell(beaconRoutes.trackBatch, await claim(all, 'beacon.trackBatch'), options);
    },
    // Async, so that what is wrong rejects here too.
    async collect(event) {
      const what = 'beacon.collect: the event';
      connection.signal.throwIfAborted();
      guard();
      collector.add(complete(event, what), what);
    },
    flush: () => collector.flush(),
  };
}
