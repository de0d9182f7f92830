import type { ExperienceId, RouteResult } from '@fanfare/contract';
import { busyView, gatedView, unknownView } from './simple-views.js';
import type { JourneyView } from './view.js';

/**
 * Derives what a shopper sees after routing. Pure. A result of `routed` is not the end of it: the state of
 * the sequence comes from `consumers.me`, and until then the shopper sees `routing`.
 */
export function viewFromRoute(experienceId: ExperienceId, route: RouteResult): JourneyView {
  const { selected, outcome } = route;
  switch (outcome) {
    case 'routed':
      return busyView(experienceId, 'routing');
    case 'gated':
      return gatedView(experienceId, { gates: selected?.gates, sequenceId: selected?.sequence.id });
    case 'no_access':
      return {
        journeyStage: 'no_access',
        experienceId,
        actions: ['reroute', 'exit'],
        problem: null,
        reasons: route.outcomeReasons,
      };
    default: // a newer platform
      return unknownView(experienceId, outcome satisfies never);
  }
}
