import { useMemo, useSyncExternalStore } from 'react';
import { createCountdownStore } from './countdown-store.js';
import { emptyStore } from './empty-store.js';
import { useRuntime } from './use-runtime.js';

const nothing = /* @__PURE__ */ emptyStore<number | null>(null);

/**
 * Counts down to a time of the platform, by the time of the platform.
 *
 * @param until - A time such as `grant.expiresAt`; `null` and `undefined` for none.
 * @returns the seconds that are left, 0 afterwards; `null` without a time, and on a server
 * @throws `Error` outside of a `FanfareProvider`
 * @example
 * ```tsx
 * import { useCountdown, useQueue } from '@fanfare/react';
 *
 * export function TimeToBuy({ id }: { id: string }) {
 *   const { view } = useQueue(id);
 *   const seconds = useCountdown(view?.phase === 'granted' ? view.grant.expiresAt : null);
 *   return seconds === null ? null : <p role="timer">{seconds} s left</p>;
 * }
 * ```
 */
export function useCountdown(until: string | null | undefined): number | null {
  const { clock } = useRuntime();
  const time = Date.parse(until ?? '');
  const { subscribe, getSnapshot, getServerSnapshot } = useMemo(
    () => (Number.isNaN(time) ? nothing : createCountdownStore(clock, time)),
    [clock, time],
  );
  return useSyncExternalStore(subscribe, getSnapshot, getServerSnapshot);
}
