import { systemClock, type Clock } from '@fanfare/core';

/** The system's clock, except that the waits between two attempts are over at once. Deadlines are longer. */
export const impatientClock: Clock = {
  now: () => systemClock.now(),
  setTimeout: (run, ms) => systemClock.setTimeout(run, ms < 5_000 ? 0 : ms),
};
