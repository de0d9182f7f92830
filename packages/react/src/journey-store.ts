import { isFanfareError, type Journey, type JourneyView } from '@fanfare/browser';
import { bindActions, readySnapshot } from '@fanfare/browser/journeys';
import type { ExternalStore } from './external-store.js';

const stores = new WeakMap<Journey, ExternalStore<JourneyView>>();

/** Returns the store of a journey: the same one for the same journey. */
export function journeyStore(journey: Journey): ExternalStore<JourneyView> {
  const known = stores.get(journey);
  if (known !== undefined) return known;
  let first: JourneyView | undefined;
  const store: ExternalStore<JourneyView> = {
    subscribe(listener) {
      try {
        return journey.subscribe(listener);
      } catch (error) {
        // Its client is gone, and whoever took it away is about to bring another one or to take this component away, too.
        if (isFanfareError(error) && error.code === 'destroyed') return () => undefined;
        throw error;
      }
    },
    getSnapshot: () => journey.view,
    // A page that was rendered on a server begins with what the server knew: nothing, however far the journey is here.
    getServerSnapshot: () => (first ??= bindActions(readySnapshot(journey.experienceId), act)),
  };
  const act = (action: string, input: unknown): Promise<JourneyView> =>
    action === 'enter' ? journey.enter(input as object) : journey.start(input as object); // the two of a journey that is `ready`
  stores.set(journey, store);
  return store;
}
