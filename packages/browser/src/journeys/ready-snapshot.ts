import type { ExperienceId } from '@fanfare/contract';
import type { SnapshotOf } from './snapshot.js';
import type { ReadyView } from './view.js';

// Apart from the others: it is all that a page needs before what runs journeys is loaded.
/** The snapshot of a journey that was not started: what a server renders. */
export function readySnapshot(experienceId: ExperienceId): SnapshotOf<ReadyView> {
  return { journeyStage: 'ready', experienceId, problem: null, allowed: ['start', 'enter'] };
}
