import type { ExperienceId } from '@fanfare/contract';
import type { Connection } from '../connection.js';
import { checkId } from '../resources/check-id.js';
import { createJourney } from './create-journey.js';
import type { Journey } from './journey.js';

/** Hands out journeys. */
export interface Journeys {
  /**
   * Returns the journey through an experience: the same one for the same id, until it is destroyed. Nothing is sent.
   *
   * @throws `RequestError` `invalid_request`
   */
  get(experienceId: ExperienceId): Journey;
}

/**
 * Creates the part of a client that follows shoppers through experiences.
 *
 * @example
 * ```ts
 * import { createJourneys } from '@fanfare/browser/journeys';
 * import { connect } from '@fanfare/browser/session';
 *
 * const journeys = createJourneys(connect({ publishableKey: 'pk_test_a1b2c3d4e5f6' }));
 * const journey = journeys.get('exp_1');
 * const undo = journey.subscribe((view) => console.log(view.journeyStage, view.actions));
 * ```
 */
export function createJourneys(connection: Connection): Journeys {
  const open = new Map<ExperienceId, Journey>();
  connection.signal.addEventListener('abort', () => {
    for (const journey of open.values()) journey.destroy();
  });
  return {
    get(experienceId) {
      checkId(experienceId, 'journeys.get: experienceId');
      const found = open.get(experienceId);
      if (found !== undefined) return found;
      connection.signal.throwIfAborted();
      const journey = createJourney(connection, {
        experienceId,
        onDestroy: () => open.delete(experienceId),
      });
      open.set(experienceId, journey);
      return journey;
    },
  };
}
