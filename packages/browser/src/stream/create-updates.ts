import { isFanfareError } from '@fanfare/core';
import type { Connection } from '../connection.js';
import type { JourneyUpdates, UpdateListener } from '../journeys/journey-updates.js';
import { joinSignals } from '../join-signals.js';
import { createTurn } from '../polling/turn.js';
import { eventStream } from './event-stream.js';
import { followStream } from './follow-stream.js';

/** How many connections in a row may fail before it is better to poll. */
const patience = 5;
/** What a platform without a stream answers. */
const missing: ReadonlySet<number | undefined> = new Set([404, 405, 501]);

/**
 * Creates the source that tells journeys what happens. One tab of a session has the stream, and tells the others of its
 * journeys; in those, and where the platform has no stream, journeys poll.
 */
export function createUpdates(connection: Connection): JourneyUpdates {
  const { options, host, signal: ending } = connection;
  const turn = createTurn(host.locks, `fanfare:stream:${options.namespace}`);
  let isMissing = false;

  const listen = async (listener: UpdateListener, own: AbortSignal): Promise<void> => {
    const tired = new AbortController();
    const { signal, release } = joinSignals([own, ending, tired.signal]);
    const { route, wholeEvents, read } = eventStream;
    let failures = 0;
    try {
      await followStream(connection, {
        route,
        path: route.path,
        lastEventId: undefined,
        signal,
        wholeEvents,
        onEvent(written) {
          failures = 0;
          const event = read(written);
          if (event !== undefined && !own.aborted) listener.onEvent(event);
        },
        onPause(error) {
          failures = error === undefined ? 0 : failures + 1;
          if (failures >= patience) tired.abort();
        },
      });
    } catch (error) {
      // Journeys poll then, and hear of the same.
      isMissing = isFanfareError(error) && missing.has(error.status);
    } finally {
      release();
    }
  };

  return {
    subscribe(listener) {
      const own = new AbortController();
      const run = (): Promise<void> => listen(listener, own.signal);
      const end = (hasRun = true): void => {
        if (!own.signal.aborted && !ending.aborted) listener.onEnd(!hasRun);
      };
      if (isMissing) queueMicrotask(end);
      else turn(run).then(end, () => end());
      return () => own.abort();
    },
  };
}
