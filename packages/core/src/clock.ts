/** Where time comes from; tests bring their own. */
export interface Clock {
  /** Tells the time, in milliseconds since the epoch. */
  now(): number;
  /** Runs something once after `ms` milliseconds; the returned function cancels it and is safe to call twice. */
  setTimeout(run: () => void, ms: number): () => void;
}

/** The longest delay that the platform's timers keep; a longer one would fire at once. */
const maxTimerMs = 2_147_483_647;

/** Tells the time of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout(run, ms) {
    let left = ms;
    let timer: ReturnType<typeof setTimeout>;
    const arm = (): void => {
      const step = Math.min(left, maxTimerMs);
      left -= step;
      timer = setTimeout(left > 0 ? arm : run, step);
    };
    arm();
    return () => clearTimeout(timer);
  },
};
