import type {
  AdmissionGrant,
  ConsumerState,
  DistributionSummary,
  Outcome,
  SequenceState,
  TimedReleaseState,
} from '@fanfare/contract';
import {
  mayReenterRelease,
  reservationExpired,
  type TimedReleasePlace,
} from '../../mechanisms/timed-release-place.js';
import type { TimedReleaseLifecycle } from '../../mechanisms/timed-release-rules.js';
import { isoTime } from '../../state/iso-time.js';
import type { DistributionRow } from '../distribution-rows.js';
import type { Whereabouts } from '../room.js';

/** What is known of one consumer in one timed release. */
export interface TimedReleaseSighting extends Whereabouts {
  readonly row: DistributionRow<'timed_release'>;
  readonly lifecycle: TimedReleaseLifecycle;
  readonly place: TimedReleasePlace | undefined;
  readonly grant: AdmissionGrant | undefined;
  readonly pollAfterMs: number | undefined;
  /** The consumer came back after an end that allows another try. */
  readonly afresh: boolean;
  /** Nothing is left for whoever does not hold a piece already. */
  readonly isSoldOut: boolean;
}

/** Tells where a consumer stands, as the operations of timed releases answer it. */
export function timedReleaseStateOf({ place, grant, pollAfterMs }: TimedReleaseSighting): TimedReleaseState {
  if (place === undefined) return { status: 'NOT_ENTERED' };
  const { variantId } = place;
  const part = {
    enteredAt: isoTime(place.enteredAt),
    ...(variantId === null ? {} : { selectedVariantId: variantId }),
  };
  switch (place.status) {
    case 'entered':
      return {
        status: 'ENTERED',
        ...part,
        expiresAt: isoTime(place.expiresAt),
        ...(grant === undefined ? {} : { admissionGrant: grant }),
        ...(pollAfterMs === undefined ? {} : { pollAfterMs }),
      };
    case 'completed':
      return { status: 'COMPLETED', ...part, completedAt: isoTime(place.completedAt) };
    case 'denied':
      // These operations know no word for it: the consumer is out, and the piece went back.
      return { status: 'LEFT', ...part, leftAt: isoTime(place.deniedAt) };
    case 'left':
      return { status: 'LEFT', ...part, leftAt: isoTime(place.leftAt) };
  }
}

/** Tells where a consumer stands, as a phase of their journey. */
export function timedReleasePhaseOf(sighting: TimedReleaseSighting): SequenceState {
  const { lifecycle, place, afresh, isSoldOut } = sighting;
  const shared = { mechanism: 'timed_release' as const, distribution: distributionOf(sighting) };
  const isFree = place === undefined || (afresh && mayReenterRelease(place));
  const consumer = consumerOf(isFree ? { ...sighting, place: undefined } : sighting);
  if (isFree && lifecycle === 'scheduled') return { phase: 'scheduled', ...shared };
  // Not the end yet: as long as the release is open, what somebody gives back can be had again.
  if (isFree && lifecycle === 'open' && isSoldOut) return { phase: 'unavailable', reason: 'SOLD_OUT' };
  if (isFree && lifecycle === 'open') return { phase: 'enterable', ...shared, consumer };
  if (place?.status === 'entered') {
    return { phase: 'granted', ...shared, consumer, grant: grantOf(sighting, place) };
  }
  return { phase: 'ended', ...shared, consumer, outcome: outcomeOf(sighting) };
}

type EnteredPlace = Extract<TimedReleasePlace, { status: 'entered' }>;
type GrantedState = Extract<SequenceState, { phase: 'granted' }>;

function grantOf(
  { row, grant, sequenceId, experienceId }: TimedReleaseSighting,
  place: EnteredPlace,
): GrantedState['grant'] {
  return {
    token: grant ?? '',
    distributionType: 'timed_release',
    distributionId: row.id,
    sequenceId,
    experienceId,
    issuedAt: isoTime(place.enteredAt),
    expiresAt: isoTime(place.expiresAt),
  };
}

function distributionOf({
  row,
  sequenceId,
  lifecycle,
  isSoldOut,
}: TimedReleaseSighting): DistributionSummary {
  const { openAt, closeAt, name } = row;
  return {
    type: 'timed_release',
    id: row.id,
    sequenceId,
    lifecycle,
    ...(openAt === null ? {} : { opensAt: openAt }),
    ...(closeAt === null ? {} : { closesAt: closeAt }),
    details: { name, isSoldOut },
  };
}

function consumerOf({ row, place, grant }: TimedReleaseSighting): ConsumerState {
  const distributionId = row.id;
  if (place === undefined) return { status: 'not_entered', distributionId };
  const enteredAt = isoTime(place.enteredAt);
  const state = { status: place.status, distributionId, enteredAt };
  switch (place.status) {
    case 'entered':
      return {
        ...state,
        grantedAt: enteredAt,
        ...(grant === undefined ? {} : { admissionGrant: grant }),
      };
    case 'completed':
      return { ...state, completedAt: isoTime(place.completedAt) };
    case 'denied':
      return { ...state, deniedReason: place.reason };
    case 'left':
      return state;
  }
}

function outcomeOf({ row, place }: TimedReleaseSighting): Outcome {
  const distribution = { distributionId: row.id, distributionType: 'timed_release' as const };
  switch (place?.status) {
    case 'completed':
      return { type: 'completed', at: isoTime(place.completedAt), ...distribution };
    case 'denied': {
      const type = place.reason === reservationExpired ? 'expired' : 'denied';
      return { type, reason: place.reason, at: isoTime(place.deniedAt), ...distribution };
    }
    case 'left':
      return {
        type: place.why === 'cancelled' ? 'cancelled' : 'left',
        at: isoTime(place.leftAt),
        ...distribution,
      };
    default:
      return { type: 'closed', ...distribution };
  }
}
