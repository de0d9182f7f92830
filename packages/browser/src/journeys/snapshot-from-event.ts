import type { OwnState, StreamEvent } from '@fanfare/contract';
import { readySnapshot } from './ready-snapshot.js';
import { snapshotFromJourney, snapshotFromOwnState } from './snapshot-from-own-state.js';
import type { JourneySnapshot } from './snapshot.js';
import { notEntered, type KnownWaitlists } from './waitlist-of.js';

/**
 * Derives the next snapshot from an event of the stream. Pure. Returns the same snapshot where the event is about
 * something else.
 */
export function snapshotFromEvent(
  snapshot: JourneySnapshot,
  event: StreamEvent,
  known: KnownWaitlists = {},
): JourneySnapshot {
  const { experienceId } = snapshot;
  switch (event.event) {
    case 'state':
    case 'reset':
      return snapshotAfterOwn(snapshot, event.data, known);
    case 'journey': {
      const { data } = event;
      if (data.experienceId !== experienceId) return snapshot;
      if (data.journey === undefined) return withoutJourney(snapshot);
      const waitlist = 'waitlist' in snapshot ? snapshot.waitlist : null;
      const next = snapshotFromJourney(data.journey, waitlist);
      const isElsewhere = 'waitlist' in next && !isSameWay(snapshot, next);
      if (!isElsewhere) return keepWait(snapshot, next);
      const waitlistId = known[next.sequenceId];
      return snapshotFromJourney(data.journey, waitlistId === undefined ? null : notEntered(waitlistId));
    }
    case 'position': {
      const { distributionId, position } = event.data;
      const isHere = 'place' in snapshot && snapshot.distribution.id === distributionId;
      if (!isHere || snapshot.place.position === position) return snapshot;
      // How long it takes from here the event does not tell.
      const place = { ...snapshot.place, position, estimatedWaitMs: null };
      return { ...snapshot, place, consumer: { ...snapshot.consumer, position }, problem: null };
    }
    default:
      return snapshot;
  }
}

/** Derives the next snapshot from the shopper's own state, which may know less than the snapshot. Pure. */
export function snapshotAfterOwn(
  snapshot: JourneySnapshot,
  own: OwnState,
  known: KnownWaitlists = {},
): JourneySnapshot {
  const next = snapshotFromOwnState(snapshot.experienceId, own, known);
  return next === null ? withoutJourney(snapshot) : keepWait(snapshot, next);
}

/** What is left of a snapshot when the platform knows of no journey: what it answered to this shopper, or nothing. */
export function withoutJourney(snapshot: JourneySnapshot): JourneySnapshot {
  const { journeyStage } = snapshot;
  const isAnswer =
    journeyStage === 'routing' ||
    journeyStage === 'gated' ||
    journeyStage === 'no_access' ||
    (journeyStage === 'routed' && snapshot.phase === 'ended');
  return isAnswer ? { ...snapshot, problem: null } : readySnapshot(snapshot.experienceId);
}

/** The own state tells the place in a line only; how long it takes, and how to show it, the line told before. */
function keepWait(before: JourneySnapshot, next: JourneySnapshot): JourneySnapshot {
  if (!('place' in next) || !('place' in before) || before.distribution.id !== next.distribution.id)
    return next;
  const { position } = next.place;
  const isSame = position === null || position === before.place.position;
  return { ...next, place: isSame ? before.place : { ...before.place, position, estimatedWaitMs: null } };
}

function isSameWay(before: JourneySnapshot, next: JourneySnapshot): boolean {
  return 'sequenceId' in before && 'sequenceId' in next && before.sequenceId === next.sequenceId;
}
