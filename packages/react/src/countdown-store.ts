import type { ExternalStore } from './external-store.js';
import type { ServerClock } from './server-clock.js';

/** Creates the store of a countdown: how many whole seconds are left until `until`, in milliseconds since the epoch. */
export function createCountdownStore(clock: ServerClock, until: number): ExternalStore<number | null> {
  const left = (): number => Math.max(0, Math.ceil((until - clock.now()) / 1_000));
  return {
    subscribe(listener) {
      let timer: ReturnType<typeof setTimeout>;
      const arm = (): void => {
        const ms = until - clock.now();
        if (ms <= 0) return;
        // Just behind the change of the second; half a minute at most, since a tab that slept is late.
        timer = setTimeout(tick, Math.min(30_000, (ms % 1_000) + 10));
      };
      const tick = (): void => {
        listener();
        arm();
      };
      arm();
      return () => clearTimeout(timer);
    },
    getSnapshot: left,
    getServerSnapshot: () => null, // a server has no such moment
  };
}
