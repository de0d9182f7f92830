import type { Clock } from '@fanfare/core/base';

/** A clock that stands still until it is moved. */
export interface FakeClock extends Clock {
  /** Moves the time and runs what falls due, in order, letting promises settle in between. */
  advance(ms: number): Promise<void>;
  /** How many timers wait. */
  readonly waiting: number;
}

export function fakeClock(start = 1_700_000_000_000): FakeClock {
  let now = start;
  const timers = new Set<{ at: number; run: () => void }>();
  return {
    now: () => now,
    setTimeout(run, ms) {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    async advance(ms) {
      const end = now + ms;
      for (;;) {
        await settle();
        const due = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        timers.delete(due);
        now = due.at;
        due.run();
      }
      now = end;
      await settle();
    },
    get waiting() {
      return timers.size;
    },
  };
}

/** Lets everything run that does not wait for time or for the outside. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
