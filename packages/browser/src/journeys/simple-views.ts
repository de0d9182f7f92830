import type { ExperienceId, Gate, SequenceId } from '@fanfare/contract';
import type { GatedView, JourneyView, ReadyView, UnknownView } from './view.js';

/** The view of a journey that was not started: what a server renders. */
export function readyView(experienceId: ExperienceId): ReadyView {
  return { journeyStage: 'ready', experienceId, actions: ['start', 'enter'], problem: null };
}

/** The view while a place from before is looked for, or a way is chosen. */
export function busyView(experienceId: ExperienceId, journeyStage: 'restoring' | 'routing'): JourneyView {
  return { journeyStage, experienceId, actions: [], problem: null };
}

/** The view where conditions stand in the way. */
export function gatedView(
  experienceId: ExperienceId,
  {
    gates = [],
    sequenceId = null,
  }: { gates?: readonly Gate[] | undefined; sequenceId?: SequenceId | null | undefined },
): GatedView {
  return {
    journeyStage: 'gated',
    experienceId,
    actions: ['reroute', 'exit'],
    problem: null,
    gates,
    sequenceId,
  };
}

/** The view of a stage that a newer platform added. */
export function unknownView(experienceId: ExperienceId, received: string): UnknownView {
  return { journeyStage: 'unknown', experienceId, actions: ['exit'], problem: null, received };
}
