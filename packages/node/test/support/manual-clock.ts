import type { Clock } from '@fanfare/core';

/** A clock that stands still until it is moved; what is due then runs in order. */
export interface ManualClock extends Clock {
  advance(ms: number): Promise<void>;
  set(now: number): void;
  /** How many timers are running. */
  pending(): number;
}

export function manualClock(start = Date.parse('2026-09-21T14:13:20.000Z')): ManualClock {
  let now = start;
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  return {
    now: () => now,
    set: (at) => {
      now = at;
    },
    pending: () => timers.length,
    setTimeout(run, ms) {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    async advance(ms) {
      const end = now + ms;
      for (;;) {
        const due = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        timers = timers.filter((other) => other !== due);
        now = Math.max(now, due.at);
        due.run();
        await new Promise((resolve) => setImmediate(resolve));
      }
      now = end;
    },
  };
}
