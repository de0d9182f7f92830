import type { ExperienceId, Gate, SequenceId } from '@fanfare/contract';
import { withAllowed } from './allowed-actions.js';
import type { SnapshotOf } from './snapshot.js';
import type { GatedView, RestoringView, RoutingView, UnknownView } from './view.js';

/** The snapshot while a place from before is looked for, or a way is chosen. */
export function busySnapshot(
  experienceId: ExperienceId,
  journeyStage: 'restoring' | 'routing',
): SnapshotOf<RestoringView | RoutingView> {
  return withAllowed({ journeyStage, experienceId, problem: null }) as SnapshotOf<
    RestoringView | RoutingView
  >; // as the stage says
}

/** The snapshot where conditions stand in the way. */
export function gatedSnapshot(
  experienceId: ExperienceId,
  {
    gates = [],
    sequenceId = null,
  }: { gates?: readonly Gate[] | undefined; sequenceId?: SequenceId | null | undefined },
): SnapshotOf<GatedView> {
  const check = gates.find((gate) => gate.type === 'bot_check' && gate.status === 'required');
  const challenge = (check?.type === 'bot_check' ? check.challenge : undefined) ?? null;
  return withAllowed({ journeyStage: 'gated', experienceId, problem: null, gates, sequenceId, challenge });
}

/** The snapshot of a stage that a newer platform added. */
export function unknownSnapshot(experienceId: ExperienceId, received: string): SnapshotOf<UnknownView> {
  return withAllowed({ journeyStage: 'unknown', experienceId, problem: null, received });
}
