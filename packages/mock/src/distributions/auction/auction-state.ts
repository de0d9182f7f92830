import type { AdmissionGrant, AuctionBid, AuctionState } from '@fanfare/contract';
import type { AuctionEngine } from '../../mechanisms/auction-engine.js';
import type { AuctionPlace, AuctionStanding } from '../../mechanisms/auction-place.js';
import { isoTime } from '../../state/iso-time.js';

const statuses: Readonly<Record<AuctionStanding, AuctionState['status']>> = {
  not_bid: 'NOT_BID',
  bidding: 'BIDDING',
  winning: 'WINNING',
  outbid: 'OUTBID',
  won: 'WON',
  lost: 'LOST',
};

/** What is known of a consumer's part in an auction. */
export interface AuctionStateFacts {
  readonly place: AuctionPlace | undefined;
  readonly grant: AdmissionGrant | undefined;
  readonly pollAfterMs: number | undefined;
  /** Whether it is decided who wins. */
  readonly isDecided: boolean;
}

/** Tells where a consumer stands, as the auction operations answer it. */
export function auctionStateOf({ place, grant, pollAfterMs, isDecided }: AuctionStateFacts): AuctionState {
  const hint = pollAfterMs === undefined || isDecided ? {} : { pollAfterMs };
  if (place === undefined) return { status: 'NOT_BID', lastBidAmount: null, bidCount: 0, ...hint };
  const { status, lastBid, bidCount, win } = place;
  return {
    status: statuses[status],
    lastBidAmount: lastBid?.amount ?? null,
    bidCount,
    ...(win !== undefined && { winningBidAmount: win.amount }),
    ...(win?.sale === 'open' && grant !== undefined && { admissionGrant: grant }),
    ...hint,
  };
}

/** Which bids to show, and to whom. */
export interface BidListing {
  readonly limit: number;
  /** Only this consumer's own, with their id; everybody's under handles where absent. */
  readonly own?: string | undefined;
}

/** Lists bids, the latest first. */
export function bidsOf(
  { bids, highest, place }: Pick<AuctionEngine, 'bids' | 'highest' | 'place'>,
  { limit, own }: BidListing,
): AuctionBid[] {
  const wanted = own === undefined ? bids : bids.filter(({ consumerId }) => consumerId === own);
  return wanted
    .slice(-limit)
    .reverse()
    .map((bid) => ({
      amount: bid.amount,
      timestamp: isoTime(bid.at),
      isHighest: bid === highest,
      bidderHandle: `Bidder ${place(bid.consumerId)?.number}`,
      ...(own !== undefined && { consumerId: own }),
    }));
}
