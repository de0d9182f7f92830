import { createAuctionEngine, type AuctionEngine } from '../../src/mechanisms/auction-engine.js';
import type { AuctionRules } from '../../src/mechanisms/auction-rules.js';

/** An English auction of one thing that is open for an hour and settles ten minutes later. */
export const english: AuctionRules = {
  auctionType: 'english',
  opensAt: null,
  closesAt: 3_600_000,
  settlesAt: 4_200_000,
  endsAt: null,
  quantity: 1,
  startPrice: null,
  reservePrice: null,
  minBidIncrement: null,
  autoExtendMs: 0,
  floorPrice: null,
  priceDropAmount: null,
  priceDropIntervalMs: null,
};

/** A Dutch auction of one thing: from 100.00 down to 40.00, by 10.00 a minute. */
export const dutch: AuctionRules = {
  ...english,
  auctionType: 'dutch',
  startPrice: '100.00',
  floorPrice: '40.00',
  priceDropAmount: '10.00',
  priceDropIntervalMs: 60_000,
};

/** Opens an auction at time 0. */
export function auction(rules: AuctionRules): AuctionEngine {
  return createAuctionEngine({ rules: () => rules, now: 0 });
}
