import type { Clock } from '../../src/clock.js';

/** A clock that stands still until it is told to go on. */
export interface FakeClock extends Clock {
  /** Goes on by `ms`, running what becomes due, in order. */
  advance(ms: number): void;
  /** Waits until somebody sets a timer of exactly `ms`. */
  untilTimer(ms: number): Promise<void>;
  /** How many timers are set. */
  readonly pending: number;
}

interface Timer {
  readonly at: number;
  readonly ms: number;
  readonly run: () => void;
}

export function createFakeClock(start = Date.UTC(2026, 0, 1)): FakeClock {
  let now = start;
  const timers = new Set<Timer>();
  const waiting = new Set<{ readonly ms: number; readonly resolve: () => void }>();
  const isSet = (ms: number): boolean => [...timers].some((timer) => timer.ms === ms);
  return {
    now: () => now,
    setTimeout(run, ms) {
      const timer = { at: now + ms, ms, run };
      timers.add(timer);
      for (const waiter of waiting) if (waiter.ms === ms) waiter.resolve();
      return () => {
        timers.delete(timer);
      };
    },
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const next = [...timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        timers.delete(next);
        now = next.at;
        next.run();
      }
      now = end;
    },
    untilTimer: (ms) =>
      new Promise((resolve) => {
        if (isSet(ms)) resolve();
        else waiting.add({ ms, resolve });
      }),
    get pending() {
      return timers.size;
    },
  };
}
