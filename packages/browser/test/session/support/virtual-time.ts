/** Time that only passes when a test says so; one for all tabs and the server. */
export interface VirtualTime {
  now(): number;
  /** Runs something at a point of time; the returned function cancels it. */
  at(time: number, run: () => void): () => void;
  /** Lets time pass, running everything due in order and all that follows from it. */
  advance(ms: number): Promise<void>;
  /** Lets time pass until the promise settles, at most so long. */
  until<T>(promise: Promise<T>, maxMs?: number): Promise<T>;
  /** How many things are still planned. */
  readonly pending: number;
}

interface Timer {
  readonly time: number;
  readonly order: number;
  readonly run: () => void;
}

/** Lets everything that can happen now happen. */
export async function flush(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

/** Creates time. */
export function virtualTime(start: number = Date.UTC(2026, 10, 22, 10)): VirtualTime {
  let now = start;
  let order = 0;
  const timers = new Set<Timer>();

  const next = (until: number): Timer | undefined => {
    let first: Timer | undefined;
    for (const timer of timers) {
      const isEarlier =
        first === undefined ||
        timer.time < first.time ||
        (timer.time === first.time && timer.order < first.order);
      if (timer.time <= until && isEarlier) first = timer;
    }
    return first;
  };

  const step = async (until: number): Promise<boolean> => {
    const timer = next(until);
    if (timer === undefined) return false;
    timers.delete(timer);
    now = Math.max(now, timer.time);
    timer.run();
    await flush();
    return true;
  };

  const time: VirtualTime = {
    now: () => now,
    at(when, run) {
      const timer = { time: when, order: order++, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async advance(ms) {
      const end = now + ms;
      await flush();
      while (await step(end));
      now = end;
      await flush();
    },
    async until(promise, maxMs = 120_000) {
      const end = now + maxMs;
      let isSettled = false;
      const done = (): void => {
        isSettled = true;
      };
      promise.then(done, done);
      await flush();
      while (!isSettled && (await step(end)));
      if (!isSettled) throw new Error(`Nothing settled within ${maxMs} ms of virtual time.`);
      return promise;
    },
    get pending() {
      return timers.size;
    },
  };
  return time;
}

/** Makes random numbers that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
