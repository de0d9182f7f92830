import type { NestedAuction } from '@fanfare/contract/admin';
import {
  newDistribution,
  type AuctionFields,
  type DistributionFields,
} from '../../distributions/distribution-rows.js';
import { guardAuction } from '../../distributions/auction/guard-auction.js';
import { withDefaults } from '../../state/with-defaults.js';
import { guardTimes } from './distribution-edits.js';

/** What an auction has that nobody said anything about. */
export const newAuction: Omit<AuctionFields, keyof DistributionFields | 'settleAt'> = {
  auctionType: 'english',
  reservePrice: null,
  minBidIncrement: null,
  startPrice: null,
  floorPrice: null,
  priceDropAmount: null,
  priceDropIntervalSeconds: null,
  autoExtendSeconds: null,
  quantity: null,
};

/**
 * Checks and completes what an auction is made of.
 *
 * @throws {MockRefusal} `validation_error`.
 */
export function draftAuction(body: NestedAuction): Omit<AuctionFields, 'sequenceId'> {
  guardTimes(body);
  const fields = withDefaults({ ...newDistribution, ...newAuction }, body);
  guardAuction(fields);
  return fields;
}
