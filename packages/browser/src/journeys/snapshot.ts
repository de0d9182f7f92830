import type { JourneyAction } from './journey-actions.js';
import type { JourneyView, RoutedView } from './view.js';

/** A view as plain data, with the names of its actions instead of the actions. */
export type SnapshotOf<View extends JourneyView> = View extends JourneyView
  ? Omit<View, 'actions'> & { readonly allowed: readonly JourneyAction[] }
  : never;

/** What the shopper sees, as plain data: what the reducers make, a server renders and tabs tell each other. */
export type JourneySnapshot = SnapshotOf<JourneyView>;

/** The snapshot of a shopper who is on a way. */
export type RoutedSnapshot = SnapshotOf<RoutedView>;

/** The snapshot of a shopper who may take part in a distribution, does or did. */
export type TakenSnapshot = Extract<RoutedSnapshot, { readonly consumer: unknown }>;

/** Tells whether a shopper may take part in a distribution, does or did. */
export function isTaken(snapshot: JourneySnapshot): snapshot is TakenSnapshot {
  return 'consumer' in snapshot;
}
