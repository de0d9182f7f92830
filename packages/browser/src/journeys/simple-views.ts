import type { ExperienceId } from '@fanfare/contract';
import type { JourneyView, ReadyView } from './view.js';

/** The view of a journey that was not started: what a server renders. */
export function readyView(experienceId: ExperienceId): ReadyView {
  return { journeyStage: 'ready', experienceId, actions: ['start', 'enter'], problem: null };
}

/** The view while a place from before is looked for, or a way is chosen. */
export function busyView(experienceId: ExperienceId, journeyStage: 'restoring' | 'routing'): JourneyView {
  return { journeyStage, experienceId, actions: [], problem: null };
}
