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
import { grantPart, outcomePart } from '../phase-parts.js';
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
    const { enteredAt: issuedAt, expiresAt } = place;
    const grant = grantPart('timed_release', { ...sighting, issuedAt, expiresAt });
    return { phase: 'granted', ...shared, consumer, grant };
  }
  const outcome = outcomePart('timed_release', { ...sighting, outcomes });
  return { phase: 'ended', ...shared, consumer, outcome };
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

/** What the end of a reservation is called, by the reason of the denial. */
const outcomes: Readonly<Record<string, Outcome['type']>> = { [reservationExpired]: 'expired' };
