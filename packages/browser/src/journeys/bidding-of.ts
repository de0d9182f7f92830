import type { ConsumerState, DistributionSummary, Money } from '@fanfare/contract';
import { money } from '../resources/check/shapes.js';
import type { BiddingPlace } from './view.js';

/** Reads how an auction stands from what is told about it and about the shopper. Pure. */
export function biddingOf(
  { details = {} }: DistributionSummary,
  { currentBid, highestBid }: Pick<ConsumerState, 'currentBid' | 'highestBid'>,
): BiddingPlace {
  return {
    auctionType: details['auctionType'] === 'dutch' ? 'dutch' : 'english',
    ownBid: currentBid ?? null,
    highestBid: highestBid ?? amount(details['highestBid']),
    leastBid: amount(details['minBid']),
    price: amount(details['currentPrice']),
  };
}

/** `details` is an open bag: what is no amount is not shown as one. */
function amount(value: unknown): Money | null {
  return money(value, '') === null ? (value as Money) : null; // an amount by its form
}
