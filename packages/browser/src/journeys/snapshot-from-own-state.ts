import type { ExperienceId, JourneyState, OwnState } from '@fanfare/contract';
import { gatedSnapshot, unknownSnapshot } from './simple-snapshots.js';
import { snapshotFromSequence } from './snapshot-from-sequence.js';
import type { JourneySnapshot } from './snapshot.js';
import { waitlistOf, type KnownWaitlists } from './waitlist-of.js';

/**
 * Derives what a shopper sees of one experience from the state that `consumers.me` answers with. Pure: it
 * also runs while a page is rendered on a server.
 *
 * @param known - The waitlists of the experience's sequences, as `experiences.get` tells them.
 * @returns `null` where the shopper has no journey in that experience.
 * @example
 * ```ts
 * import { snapshotFromOwnState } from '@fanfare/browser/journeys';
 *
 * snapshotFromOwnState('exp_1', { active: { journeys: [] } }); // null
 * ```
 */
export function snapshotFromOwnState(
  experienceId: ExperienceId,
  own: OwnState,
  known: KnownWaitlists = {},
): JourneySnapshot | null {
  const journey = own.active.journeys.find((candidate) => candidate.experienceId === experienceId);
  if (journey === undefined) return null;
  const waitlist = 'sequenceId' in journey ? waitlistOf(journey.sequenceId, { own, known }) : null;
  return snapshotFromJourney(journey, waitlist);
}

/** Derives a snapshot from one journey of the shopper's own state. Pure. */
export function snapshotFromJourney(
  journey: JourneyState,
  waitlist: ReturnType<typeof waitlistOf>,
): JourneySnapshot {
  const { experienceId } = journey;
  switch (journey.journeyStage) {
    case 'gated':
      return gatedSnapshot(experienceId, { gates: journey.gates, ...journey.selected });
    case 'routed':
      return snapshotFromSequence(journey.sequence, {
        experienceId,
        sequenceId: journey.sequenceId,
        waitlist,
      });
    default: // a newer platform
      return unknownSnapshot(
        experienceId,
        (journey satisfies never as { journeyStage: string }).journeyStage,
      );
  }
}
