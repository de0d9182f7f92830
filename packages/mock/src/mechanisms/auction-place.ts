import type { Money } from '@fanfare/contract';
import type { Bidder } from './auction-ledger.js';

/** How a consumer stands in an auction; `bidding` leads with less than the reserve. */
export type AuctionStanding = 'not_bid' | 'bidding' | 'winning' | 'outbid' | 'won' | 'lost';

/** A consumer's place in an auction, past or present. Times are milliseconds since the epoch. */
export interface AuctionPlace extends Bidder {
  readonly status: AuctionStanding;
}

/** What is known when a place is looked up. */
export interface PlaceFacts {
  /** Whether it is decided who wins. */
  readonly isDecided: boolean;
  readonly isLeading: boolean;
  readonly meetsReserve: (amount: Money) => boolean;
}

/** Tells how a consumer stands. */
export function auctionPlaceOf(bidder: Bidder, facts: PlaceFacts): AuctionPlace {
  return { ...bidder, status: standing(bidder, facts) };
}

function standing(
  { win, lastBid, sentAway }: Bidder,
  { isDecided, isLeading, meetsReserve }: PlaceFacts,
): AuctionStanding {
  if (win !== undefined) return 'won';
  if (sentAway !== undefined) return 'lost';
  if (lastBid === undefined) return 'not_bid';
  if (isDecided) return 'lost';
  if (!isLeading) return 'outbid';
  return meetsReserve(lastBid.amount) ? 'winning' : 'bidding';
}
