import type { ExperienceId, RouteResult } from '@fanfare/contract';
import { withAllowed } from './allowed-actions.js';
import { busySnapshot, gatedSnapshot, unknownSnapshot } from './simple-snapshots.js';
import type { JourneySnapshot } from './snapshot.js';

/**
 * Derives what a shopper sees after routing. Pure. A result of `routed` is not the end of it: the state of
 * the sequence comes from `consumers.me`, and until then the shopper sees `routing`.
 */
export function snapshotFromRoute(experienceId: ExperienceId, route: RouteResult): JourneySnapshot {
  const { selected, outcome } = route;
  switch (outcome) {
    case 'routed':
      return busySnapshot(experienceId, 'routing');
    case 'gated':
      return gatedSnapshot(experienceId, { gates: selected?.gates, sequenceId: selected?.sequence.id });
    case 'no_access':
      return withAllowed({
        journeyStage: 'no_access',
        experienceId,
        problem: null,
        reasons: route.outcomeReasons,
      });
    default: // a newer platform
      return unknownSnapshot(experienceId, outcome satisfies never);
  }
}
