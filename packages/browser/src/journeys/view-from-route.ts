import type { ExperienceId, RouteResult } from '@fanfare/contract';
import { busyView } from './simple-views.js';
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
      return {
        journeyStage: 'gated',
        experienceId,
        actions: ['reroute', 'exit'],
        problem: null,
        gates: selected?.gates ?? [],
        sequenceId: selected?.sequence.id ?? null,
      };
    case 'no_access':
      return {
        journeyStage: 'no_access',
        experienceId,
        actions: ['reroute', 'exit'],
        problem: null,
        reasons: route.outcomeReasons,
      };
    default: {
      const received: string = outcome satisfies never; // a newer platform
      return { journeyStage: 'unknown', experienceId, actions: ['exit'], problem: null, received };
    }
  }
}
