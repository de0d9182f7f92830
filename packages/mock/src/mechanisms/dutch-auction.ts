import type { Money } from '@fanfare/contract';
import { compareMoney, higherMoney, isNoMoney, minusMoney, timesMoney } from '../state/money.js';
import type { BidTooLow } from './auction-change.js';
import type { AuctionRules } from './auction-rules.js';

const nothing: Money = '0.00';

/** What the price never falls below. */
export function lowestPrice({ floorPrice, reservePrice }: AuctionRules): Money {
  return higherMoney(floorPrice ?? nothing, reservePrice ?? nothing);
}

/** The price at a time after the opening. */
export function dutchPriceAfter(rules: AuctionRules, elapsedMs: number): Money {
  const { startPrice, priceDropAmount, priceDropIntervalMs } = rules;
  const lowest = lowestPrice(rules);
  const start = startPrice ?? lowest;
  if (priceDropAmount === null || priceDropIntervalMs === null) return higherMoney(start, lowest);
  const drops = Math.max(0, Math.floor(elapsedMs / priceDropIntervalMs));
  return higherMoney(minusMoney(start, timesMoney(priceDropAmount, drops)) ?? lowest, lowest);
}

/** How long after the opening the price falls next; `null` where it does not fall any more. */
export function nextDropAfter(rules: AuctionRules, elapsedMs: number): number | null {
  const { priceDropAmount, priceDropIntervalMs } = rules;
  if (priceDropAmount === null || priceDropIntervalMs === null || isNoMoney(priceDropAmount)) return null;
  if (compareMoney(dutchPriceAfter(rules, elapsedMs), lowestPrice(rules)) <= 0) return null;
  return (Math.floor(elapsedMs / priceDropIntervalMs) + 1) * priceDropIntervalMs;
}

/** Tells why an offer is too low, if it is; no amount accepts the price whatever it is. */
export function judgeDutchBid(amount: Money | undefined, price: Money): BidTooLow | undefined {
  if (amount === undefined || compareMoney(amount, price) >= 0) return undefined;
  return { refused: 'bid_too_low', why: 'not_higher', minBid: price, currentHighest: null };
}
