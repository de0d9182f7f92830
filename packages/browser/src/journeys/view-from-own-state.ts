import type { ExperienceId, JourneyState, OwnState } from '@fanfare/contract';
import { gatedView, unknownView } from './simple-views.js';
import type { JourneyView } from './view.js';
import { viewFromSequence } from './view-from-sequence.js';

/**
 * Derives what a shopper sees of one experience from the state that `consumers.me` answers with. Pure: it
 * also runs while a page is rendered on a server.
 *
 * @returns `null` where the shopper has no journey in that experience.
 * @example
 * ```ts
 * import { viewFromOwnState } from '@fanfare/browser/journeys';
 *
 * viewFromOwnState('exp_1', { active: { journeys: [] } }); // null
 * ```
 */
export function viewFromOwnState(experienceId: ExperienceId, own: OwnState): JourneyView | null {
  const journey = own.active.journeys.find((candidate) => candidate.experienceId === experienceId);
  return journey === undefined ? null : viewFromJourney(journey);
}

function viewFromJourney(journey: JourneyState): JourneyView {
  const { experienceId } = journey;
  switch (journey.journeyStage) {
    case 'gated':
      return gatedView(experienceId, { gates: journey.gates, ...journey.selected });
    case 'routed':
      return viewFromSequence(journey.sequence, { experienceId, sequenceId: journey.sequenceId });
    default: // a newer platform
      return unknownView(experienceId, (journey satisfies never as { journeyStage: string }).journeyStage);
  }
}
