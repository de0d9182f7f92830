import type { JourneyAction } from './journey-actions.js';
import type { JourneySnapshot } from './snapshot.js';
import type { JourneyView } from './view.js';

/** Does what an action of a view asks for. */
export type Act = (action: JourneyAction, input: unknown) => Promise<JourneyView>;

/** Makes a view of a snapshot: the actions that are legal in it, and no others. Pure; `act` is called when one is. */
export function bindActions({ allowed, ...facts }: JourneySnapshot, act: Act): JourneyView {
  const actions = Object.fromEntries(
    allowed.map((name) => [name, (input?: unknown): Promise<JourneyView> => act(name, input)]),
  );
  return { ...facts, actions } as unknown as JourneyView; // the names are those of the arm: the action table has both
}
