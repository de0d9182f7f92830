import type {
  AdmissionGrant,
  ConsumerState,
  DistributionSummary,
  Outcome,
  QueueState,
  SequenceState,
} from '@fanfare/contract';
import { mayReenter, type QueuePlace } from '../../mechanisms/queue-place.js';
import { estimatedWaitSeconds, type QueueLifecycle } from '../../mechanisms/queue-rules.js';
import { isoTime } from '../../state/iso-time.js';
import type { DistributionRow } from '../distribution-rows.js';
import { grantPart, outcomePart } from '../phase-parts.js';
import { queueRulesOf } from './queue-rules-of.js';
import type { Whereabouts } from '../room.js';

/** What is known of one consumer in one queue. */
export interface QueueSighting extends Whereabouts {
  readonly row: DistributionRow<'queue'>;
  readonly lifecycle: QueueLifecycle;
  readonly place: QueuePlace | undefined;
  readonly position: number | null;
  readonly grant: AdmissionGrant | undefined;
  readonly pollAfterMs: number | undefined;
  /** The consumer came back after an end that allows another try. */
  readonly afresh: boolean;
}

/** Tells where a consumer stands, as the queue operations answer it. */
export function queueStateOf(sighting: QueueSighting): QueueState {
  const { place, row } = sighting;
  const hint = sighting.pollAfterMs === undefined ? {} : { pollAfterMs: sighting.pollAfterMs };
  switch (place?.status) {
    case undefined:
      return { status: 'NOT_QUEUED' };
    case 'queued': {
      const position = sighting.position ?? 0;
      const estimatedWaitTimeInSeconds = estimatedWaitSeconds(queueRulesOf(row), position);
      return {
        status: 'QUEUED',
        position,
        estimatedWaitTimeInSeconds,
        positionDisplayMode: 'precise',
        ...hint,
      };
    }
    case 'granted':
      return {
        status: 'GRANTED',
        admissionGrant: sighting.grant ?? '',
        ...(place.expiresAt === null ? {} : { expiresAt: isoTime(place.expiresAt) }),
        dequeuedAt: isoTime(place.grantedAt),
        ...hint,
      };
    case 'completed':
      return { status: 'COMPLETED', completedAt: isoTime(place.completedAt) };
    case 'denied':
      return { status: 'DENIED', reason: place.reason, dequeuedAt: isoTime(place.deniedAt) };
    case 'left':
      return { status: 'LEFT', dequeuedAt: isoTime(place.leftAt) };
  }
}

/** Tells where a consumer stands, as a phase of their journey. */
export function queuePhaseOf(sighting: QueueSighting): SequenceState {
  const { lifecycle, place, afresh } = sighting;
  const shared = { mechanism: 'queue' as const, distribution: distributionOf(sighting) };
  const isFree = place === undefined || (afresh && mayReenter(place));
  const consumer = consumerOf(isFree ? { ...sighting, place: undefined } : sighting);
  if (isFree && lifecycle === 'scheduled') return { phase: 'scheduled', ...shared };
  if (isFree && lifecycle === 'open') return { phase: 'enterable', ...shared, consumer };
  if (place?.status === 'queued') return { phase: 'participating', ...shared, consumer };
  if (place?.status === 'granted') {
    const { grantedAt: issuedAt, expiresAt } = place;
    const grant = grantPart('queue', { ...sighting, issuedAt, expiresAt });
    return { phase: 'granted', ...shared, consumer, grant };
  }
  return { phase: 'ended', ...shared, consumer, outcome: outcomePart('queue', { ...sighting, outcomes }) };
}

function distributionOf({ row, sequenceId, lifecycle }: QueueSighting): DistributionSummary {
  const { openAt, closeAt, name, admitRate } = row;
  return {
    type: 'queue',
    id: row.id,
    sequenceId,
    lifecycle,
    ...(openAt === null ? {} : { opensAt: openAt }),
    ...(closeAt === null ? {} : { closesAt: closeAt }),
    details: { name, admitRate },
  };
}

function consumerOf({ row, place, position, grant }: QueueSighting): ConsumerState {
  const distributionId = row.id;
  if (place === undefined) return { status: 'not_queued', distributionId };
  const state = { status: place.status, distributionId, enteredAt: isoTime(place.enteredAt) };
  switch (place.status) {
    case 'queued':
      return position === null ? state : { ...state, position };
    case 'granted':
      return {
        ...state,
        grantedAt: isoTime(place.grantedAt),
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

/** What the end of an admission is called, by the reason of the denial. */
const outcomes: Readonly<Record<string, Outcome['type']>> = {
  ADMISSION_EXPIRED: 'expired',
  QUEUE_CLOSED: 'closed',
};
