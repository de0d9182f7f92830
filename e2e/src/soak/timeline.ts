import type { WebhookHandlerOptions } from '@fanfare/node/webhooks';

type Clock = NonNullable<WebhookHandlerOptions['clock']>;

/** The two clocks of a page: the time of day, and one that nobody can turn. */
interface PageClock extends Clock {
  monotonic(): number;
}

/** The time of everybody, which may leap: as for a machine that slept, or where an hour is put on. */
export interface Timeline {
  readonly clock: Clock;
  /** The clocks of a page, of which somebody may turn the first besides: by `turnedMs()`, in milliseconds. */
  turned(turnedMs: () => number): PageClock;
  leap(ms: number): void;
}

/** Makes one that goes with the time of this machine until it leaps. */
export function createTimeline(): Timeline {
  let ahead = 0;
  const turned = (turnedMs: () => number): PageClock => ({
    now: () => Date.now() + ahead + turnedMs(),
    monotonic: () => performance.now() + ahead,
    setTimeout(run, ms) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
  return {
    clock: turned(() => 0),
    turned,
    leap(ms) {
      ahead += ms;
    },
  };
}
