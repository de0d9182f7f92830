import type { JourneySnapshot, JourneyView } from '../../src/index.js';

/** Names where a view stands: the phase where there is one, the stage otherwise. */
export function phaseOf(view: JourneyView | JourneySnapshot): string {
  return view.journeyStage === 'routed' ? view.phase : view.journeyStage;
}
