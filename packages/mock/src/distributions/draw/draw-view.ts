import type {
  AdmissionGrant,
  ConsumerState,
  DistributionSummary,
  DrawState,
  Outcome,
  ProductId,
  SequenceState,
} from '@fanfare/contract';
import { drawEnds, type DrawPlace } from '../../mechanisms/draw-place.js';
import { entriesCloseAt, type DrawLifecycle } from '../../mechanisms/draw-rules.js';
import { isoTime } from '../../state/iso-time.js';
import type { DistributionRow } from '../distribution-rows.js';
import { grantPart, outcomePart } from '../phase-parts.js';
import { drawRulesOf } from './draw-rules-of.js';
import type { Whereabouts } from '../room.js';

/** What is known of one consumer in one draw. */
export interface DrawSighting extends Whereabouts {
  readonly row: DistributionRow<'draw'>;
  readonly lifecycle: DrawLifecycle;
  readonly place: DrawPlace | undefined;
  readonly grant: AdmissionGrant | undefined;
  /** What was assigned with the win, where the platform picks. */
  readonly selectedProductId: ProductId | undefined;
  readonly pollAfterMs: number | undefined;
  /** The consumer came back after an end that allows another try. */
  readonly afresh: boolean;
}

/** Tells where a consumer stands, as the draw operations answer it. */
export function drawStateOf(sighting: DrawSighting): DrawState {
  const { place, grant, selectedProductId, pollAfterMs } = sighting;
  const hint = pollAfterMs === undefined ? {} : { pollAfterMs };
  switch (place?.status) {
    case undefined:
    case 'left':
      return { status: 'NOT_ENTERED' };
    case 'entered':
      return { status: 'ENTERED', ...hint };
    case 'won':
      return {
        status: 'WON',
        admissionGrant: grant ?? '',
        wonAt: isoTime(place.wonAt),
        ...(place.expiresAt === null ? {} : { expiresAt: isoTime(place.expiresAt) }),
        ...(selectedProductId === undefined ? {} : { selectedProductId }),
        ...hint,
      };
    case 'completed':
      return { status: 'COMPLETED', completedAt: isoTime(place.completedAt) };
    case 'denied':
      return { status: 'DENIED', reason: place.reason, deniedAt: isoTime(place.deniedAt) };
  }
}

/** Tells where a consumer stands, as a phase of their journey. */
export function drawPhaseOf(sighting: DrawSighting): SequenceState {
  const { lifecycle, place, afresh } = sighting;
  const shared = { mechanism: 'draw' as const, distribution: distributionOf(sighting) };
  const isFree = place === undefined || (afresh && place.status === 'left');
  const consumer = consumerOf(isFree ? { ...sighting, place: undefined } : sighting);
  if (isFree && lifecycle === 'scheduled') return { phase: 'scheduled', ...shared };
  if (isFree && lifecycle === 'open') return { phase: 'enterable', ...shared, consumer };
  if (place?.status === 'entered') {
    return { phase: lifecycle === 'open' ? 'participating' : 'settling', ...shared, consumer };
  }
  if (place?.status === 'won') {
    const { wonAt: issuedAt, expiresAt } = place;
    const grant = grantPart('draw', { ...sighting, issuedAt, expiresAt });
    return { phase: 'granted', ...shared, consumer, grant };
  }
  return { phase: 'ended', ...shared, consumer, outcome: outcomePart('draw', { ...sighting, outcomes }) };
}

function distributionOf({ row, sequenceId, lifecycle }: DrawSighting): DistributionSummary {
  const { openAt, name, drawAt, winnerCount } = row;
  return {
    type: 'draw',
    id: row.id,
    sequenceId,
    lifecycle,
    ...(openAt === null ? {} : { opensAt: openAt }),
    closesAt: isoTime(entriesCloseAt(drawRulesOf(row))),
    settlesAt: drawAt,
    details: { name, winnerCount },
  };
}

function consumerOf({ row, place, grant }: DrawSighting): ConsumerState {
  const distributionId = row.id;
  if (place === undefined || place.status === 'left') return { status: 'not_entered', distributionId };
  const state = { status: place.status, distributionId, enteredAt: isoTime(place.enteredAt) };
  switch (place.status) {
    case 'entered':
      return state;
    case 'won':
      return {
        ...state,
        grantedAt: isoTime(place.wonAt),
        ...(grant === undefined ? {} : { admissionGrant: grant }),
      };
    case 'completed':
      return { ...state, completedAt: isoTime(place.completedAt) };
    case 'denied':
      return { ...state, deniedReason: place.reason };
  }
}

/** What the end of a part is called, by the reason of the denial. */
const outcomes: Readonly<Record<string, Outcome['type']>> = {
  [drawEnds.lost]: 'lost',
  [drawEnds.calledOff]: 'closed',
  [drawEnds.expired]: 'expired',
  [drawEnds.cancelled]: 'cancelled',
};
