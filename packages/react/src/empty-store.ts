import type { ExternalStore } from './external-store.js';

/** Creates a store in which nothing ever changes, for where there is nothing to watch. */
export function emptyStore<Snapshot>(snapshot: Snapshot): ExternalStore<Snapshot> {
  const get = (): Snapshot => snapshot;
  return { subscribe: () => () => undefined, getSnapshot: get, getServerSnapshot: get };
}
