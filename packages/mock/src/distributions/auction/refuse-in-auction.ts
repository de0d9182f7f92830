import type { AuctionRefusal, BidTooLow } from '../../mechanisms/auction-change.js';
import { refuse } from '../../refusal.js';
import { isoTime } from '../../state/iso-time.js';

const tooLow: Readonly<Record<BidTooLow['why'], string>> = {
  not_higher: 'Bid must be higher than current bid',
  increment: 'Bid must meet minimum increment',
};

/**
 * Turns the refusal of an auction into the refusal of the call.
 *
 * @throws {MockRefusal} always.
 */
export function refuseInAuction(refusal: AuctionRefusal): never {
  switch (refusal.refused) {
    case 'not_open':
      return refuse('not_open', 'The auction is not open yet.', {
        retryAfter: isoTime(refusal.retryAt),
        documented: 'Auction is not open yet',
      });
    case 'closed':
      return refuse('distribution_closed', 'The auction is closed and takes no more bids.', {
        documented: 'Auction is closed',
      });
    case 'amount_missing':
      return refuse('validation_error', 'Only the price of a Dutch auction is accepted without an amount.');
    case 'bid_too_low': {
      const { why, minBid, currentHighest } = refusal;
      return refuse('bid_too_low', `${tooLow[why]}.`, {
        documented: tooLow[why],
        details: { minBid, currentHighest },
      });
    }
  }
}
