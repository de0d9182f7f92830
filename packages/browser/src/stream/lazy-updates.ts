import type { Connection } from '../connection.js';
import type { JourneyUpdates } from '../journeys/journey-updates.js';
import { lazyModule } from '../lazy-module.js';

/** Creates the source of {@link JourneyUpdates} without its code, which the first journey loads. */
export function lazyUpdates(connection: Connection): JourneyUpdates {
  const load = lazyModule(connection, () => import('./create-updates.js'));
  let updates: JourneyUpdates | undefined;
  return {
    subscribe(listener) {
      let stop: (() => void) | undefined;
      let isOver = false;
      load('events.open').then(
        ({ createUpdates }) => {
          if (!isOver) stop = (updates ??= createUpdates(connection)).subscribe(listener);
        },
        () => {
          if (!isOver && !connection.signal.aborted) listener.onEnd();
        },
      );
      return () => {
        isOver = true;
        stop?.();
      };
    },
  };
}
