import type { WebhookHandlerOptions } from '@fanfare/node/webhooks';

type Clock = NonNullable<WebhookHandlerOptions['clock']>;

/** The time of everybody, which may leap: as for a machine that slept, or where an hour is put on. */
export interface Timeline {
  readonly clock: Clock;
  /** A clock that somebody may turn besides: by `turnedMs()`, in milliseconds. */
  turned(turnedMs: () => number): Clock;
  leap(ms: number): void;
}

/** Makes one that goes with the time of this machine until it leaps. */
export function createTimeline(): Timeline {
  let ahead = 0;
  const turned = (turnedMs: () => number): Clock => ({
    now: () => Date.now() + ahead + turnedMs(),
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
