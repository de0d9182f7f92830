import type { ExperienceId, JourneyState, OwnState } from '@fanfare/contract';
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
      return {
        journeyStage: 'gated',
        experienceId,
        actions: ['reroute', 'exit'],
        problem: null,
        gates: journey.gates,
        sequenceId: journey.selected?.sequenceId ?? null,
      };
    case 'routed':
      return viewFromSequence(journey.sequence, { experienceId, sequenceId: journey.sequenceId });
    default: {
      const received = (journey satisfies never as { journeyStage: string }).journeyStage; // a newer platform
      return { journeyStage: 'unknown', experienceId, actions: ['exit'], problem: null, received };
    }
  }
}
