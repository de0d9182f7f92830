import type { Clock } from '@fanfare/core/base';

/** Later than a busy machine is. */
const lateMs = 500;
const graceMs = 1_000;

/**
 * Makes the clock of deadlines. In a process that stood still, what is due runs before anything that arrived meanwhile is read: a deadline that
 * comes late waits once more, so that an answer which lies there is taken.
 */
export function forgivingClock(clock: Clock): Clock {
  return {
    now: () => clock.now(),
    setTimeout(run, ms) {
      const dueAt = clock.now() + ms;
      let cancel = clock.setTimeout(() => {
        if (clock.now() - dueAt < lateMs) run();
        else cancel = clock.setTimeout(run, graceMs);
      }, ms);
      return () => cancel();
    },
  };
}
