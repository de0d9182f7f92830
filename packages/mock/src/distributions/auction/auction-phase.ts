import type {
  AdmissionGrant,
  ConsumerState,
  DistributionSummary,
  Outcome,
  SequenceState,
} from '@fanfare/contract';
import type { AuctionEngine } from '../../mechanisms/auction-engine.js';
import type { Win } from '../../mechanisms/auction-ledger.js';
import type { AuctionPlace } from '../../mechanisms/auction-place.js';
import { minimumBid } from '../../mechanisms/english-auction.js';
import { isoTime } from '../../state/iso-time.js';
import { auctionRulesOf } from './auction-rules-of.js';
import type { DistributionRow } from '../distribution-rows.js';
import { commonOutcomes } from '../phase-parts.js';
import type { Whereabouts } from '../room.js';

/** What an auction shows of itself. */
export type AuctionSight = Pick<
  AuctionEngine,
  'lifecycle' | 'closesAt' | 'settlesAt' | 'decidedAt' | 'price' | 'remaining' | 'highest'
>;

/** What is known of one consumer in one auction. */
export interface AuctionSighting extends Whereabouts {
  readonly row: DistributionRow<'auction'>;
  readonly currencyCode: string;
  readonly auction: AuctionSight;
  readonly place: AuctionPlace | undefined;
  readonly grant: AdmissionGrant | undefined;
}

/** Tells where a consumer stands, as a phase of their journey. */
export function auctionPhaseOf(sighting: AuctionSighting): SequenceState {
  const { auction, place } = sighting;
  const shared = { mechanism: 'auction' as const, distribution: summaryOf(sighting) };
  const consumer = consumerOf(sighting);
  if (place === undefined && auction.lifecycle === 'scheduled') return { phase: 'scheduled', ...shared };
  if (place === undefined && auction.lifecycle === 'open') return { phase: 'enterable', ...shared, consumer };
  if (place?.win?.sale === 'open') {
    return { phase: 'granted', ...shared, consumer, grant: grantOf(sighting, place.win) };
  }
  const isOver = place?.win !== undefined || place?.sentAway !== undefined || auction.lifecycle === 'closed';
  if (place === undefined || isOver) {
    return { phase: 'ended', ...shared, consumer, outcome: outcomeOf(sighting) };
  }
  return { phase: auction.lifecycle === 'settling' ? 'settling' : 'participating', ...shared, consumer };
}

type GrantedState = Extract<SequenceState, { phase: 'granted' }>;

function grantOf({ row, grant, sequenceId, experienceId }: AuctionSighting, win: Win): GrantedState['grant'] {
  return {
    token: grant ?? '',
    distributionType: 'auction',
    distributionId: row.id,
    sequenceId,
    experienceId,
    issuedAt: isoTime(win.at),
  };
}

function summaryOf({ row, sequenceId, auction, currencyCode }: AuctionSighting): DistributionSummary {
  const { openAt, name, auctionType } = row;
  return {
    type: 'auction',
    id: row.id,
    sequenceId,
    lifecycle: auction.lifecycle,
    ...(openAt === null ? {} : { opensAt: openAt }),
    closesAt: isoTime(auction.closesAt),
    settlesAt: isoTime(auction.settlesAt),
    details: {
      name,
      auctionType,
      currencyCode,
      ...(auctionType === 'dutch' ? falling(auction) : rising(row, auction)),
    },
  };
}

function rising(row: DistributionRow<'auction'>, { highest }: AuctionSight): Record<string, unknown> {
  return {
    highestBid: highest?.amount ?? null,
    minBid: minimumBid(auctionRulesOf(row), highest?.amount),
    quantity: row.quantity ?? 1,
  };
}

function falling({ price, remaining }: AuctionSight): Record<string, unknown> {
  return { currentPrice: price, remainingQuantity: remaining };
}

function consumerOf({ row, auction, place, grant }: AuctionSighting): ConsumerState {
  const highestBid = auction.highest?.amount;
  const seen = { distributionId: row.id, ...(highestBid !== undefined && { highestBid }) };
  if (place === undefined) return { status: 'not_bid', ...seen };
  const { win, lastBid } = place;
  return {
    status: place.status,
    ...seen,
    enteredAt: isoTime(place.enteredAt),
    ...(lastBid !== undefined && { currentBid: lastBid.amount }),
    ...(win?.sale === 'open' && grant !== undefined && { grantedAt: isoTime(win.at), admissionGrant: grant }),
    ...(win?.sale === 'completed' && win.endedAt !== undefined && { completedAt: isoTime(win.endedAt) }),
  };
}

/** What the end of a win that lapsed is called, by its reason; every other reason is a denial. */
const lapses: Readonly<Record<string, Outcome['type']>> = {
  ADMISSION_EXPIRED: 'expired',
  ORDER_CANCELLED: 'cancelled',
};

function outcomeOf({ row, place, auction }: AuctionSighting): Outcome {
  const distribution = { distributionId: row.id, distributionType: 'auction' as const };
  const win = place?.win;
  if (place?.sentAway !== undefined) {
    const { at, reason } = place.sentAway;
    return { type: commonOutcomes[reason] ?? 'denied', reason, at: isoTime(at), ...distribution };
  }
  const endedAt = win === undefined ? auction.decidedAt : win.endedAt;
  const ended = { ...(endedAt !== undefined && { at: isoTime(endedAt) }), ...distribution };
  if (win === undefined) return { type: place?.status === 'lost' ? 'lost' : 'closed', ...ended };
  if (win.reason === undefined) return { type: 'completed', ...ended };
  return { type: lapses[win.reason] ?? commonOutcomes[win.reason] ?? 'denied', reason: win.reason, ...ended };
}
