/** Something that React and the web component watch alike: `useSyncExternalStore` takes the three functions as they are. */
export interface ExternalStore<Snapshot> {
  /** Calls `listener` at every change; the returned function undoes it and is safe to call twice. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Tells what there is now: the same object as long as nothing changed. */
  readonly getSnapshot: () => Snapshot;
  /** Tells what a server renders, and what a page begins with. */
  readonly getServerSnapshot: () => Snapshot;
}
