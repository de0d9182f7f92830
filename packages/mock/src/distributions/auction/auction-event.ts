import type { PublishedEvent } from '../../context.js';
import type { AuctionChange } from '../../mechanisms/auction-change.js';
import { isoTime } from '../../state/iso-time.js';
import type { Tenant } from '../../tenant.js';
import type { DistributionRow } from '../distribution-rows.js';
import { lifecycleEvent } from '../lifecycle-event.js';
import type { Telling, Whereabouts } from '../room.js';

/** Where a change happened, and what belongs to it that the auction itself does not know. */
export interface AuctionEventSetting extends Telling {
  readonly tenant: Tenant;
  readonly row: DistributionRow<'auction'>;
  readonly whereabouts: () => Whereabouts;
  readonly currencyCode: string;
  /** Names a bid. */
  readonly bidId: () => string;
  /** Whether a bid was the highest when it was taken. */
  readonly isHighestBid: boolean;
}

const told = ['opened', 'closed', 'bid', 'outbid', 'won', 'settled'] as const;

/** The changes that merchants are told of. */
export type ToldAuctionChange = Extract<AuctionChange, { type: (typeof told)[number] }>;

/** Tells whether there is a webhook event for a change of an auction. */
export function isTold(change: AuctionChange): change is ToldAuctionChange {
  return told.some((type) => type === change.type);
}

/** Tells a change of an auction as the webhook event that merchants know it by. */
export function auctionEvent(change: ToldAuctionChange, setting: AuctionEventSetting): PublishedEvent {
  const { tenant, row, grant, currencyCode } = setting;
  const at = isoTime(change.at);
  const where = { ...setting.whereabouts(), auctionId: row.id };
  switch (change.type) {
    case 'opened':
    case 'closed':
      return lifecycleEvent('auction', change, setting);
    case 'bid': {
      const { consumerId, bid } = change;
      const { isHighestBid } = setting;
      const placed = {
        bidId: setting.bidId(),
        bidAmount: bid.amount,
        currencyCode,
        bidTime: at,
        isHighestBid,
      };
      return { ...tenant, type: 'auction.bid.placed', data: { ...where, consumerId, ...placed } };
    }
    case 'outbid': {
      const { consumerId, amount: previousBidAmount, highest: newHighBidAmount } = change;
      const outbid = { outbidAt: at, previousBidAmount, newHighBidAmount };
      return { ...tenant, type: 'auction.bid.outbid', data: { ...where, consumerId, ...outbid } };
    }
    case 'won': {
      const { consumerId, amount: winningBidAmount } = change;
      const won = { wonAt: at, winningBidAmount, currencyCode, paymentToken: grant ?? '' };
      return { ...tenant, type: 'auction.consumer.won', data: { ...where, consumerId, ...won } };
    }
    case 'settled': {
      const { totalBids, uniqueBidders, winner } = change;
      const result = { winningBidAmount: winner?.amount ?? null, winnerId: winner?.consumerId ?? null };
      const counts = { settledAt: at, totalBids, uniqueBidders };
      return { ...tenant, type: 'auction.settled', data: { ...where, ...counts, ...result } };
    }
  }
}
