import { useMemo, useSyncExternalStore } from 'react';
import { createActivityStore, type ActivityView } from './activity-store.js';
import { useRuntime } from './use-runtime.js';

/** How much of a feed is shown. */
export interface UseActivityOptions {
  /** How many happenings are kept, the newest of them. @default 20 */
  readonly limit?: number | undefined;
}

/**
 * Shows what happens in an experience as it happens, without telling to whom. It works without a session, where the merchant
 * switched the feed on; where not, `status` is `offline` and `error` is `not_found`.
 *
 * @throws `Error` outside of a `FanfareProvider`
 * @example
 * ```tsx
 * import { useActivity } from '@fanfare/react';
 *
 * export function Crowd({ id }: { id: string }) {
 *   const { counts } = useActivity(id);
 *   return counts === null ? null : <p>{counts.entered} people entered</p>;
 * }
 * ```
 */
export function useActivity(experienceId: string, { limit = 20 }: UseActivityOptions = {}): ActivityView {
  const { client } = useRuntime();
  const store = useMemo(
    () => createActivityStore(client, { experienceId, limit }),
    [client, experienceId, limit],
  );
  return useSyncExternalStore(store.subscribe, store.getSnapshot, store.getServerSnapshot);
}
