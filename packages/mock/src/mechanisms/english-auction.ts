import type { Money } from '@fanfare/contract';
import { compareMoney, higherMoney, isNoMoney, sumMoney } from '../state/money.js';
import type { BidTooLow } from './auction-change.js';
import type { AuctionRules } from './auction-rules.js';

/** How much more a bid must be where the auction does not say. */
const leastIncrement: Money = '0.01';

/** How long before the close a bid is late, in milliseconds. */
const lateMs = 60_000;

/** The least that somebody may bid now. */
export function minimumBid(rules: AuctionRules, highest: Money | undefined): Money {
  if (highest === undefined) return higherMoney(rules.startPrice ?? leastIncrement, leastIncrement);
  const { minBidIncrement } = rules;
  const asks = minBidIncrement !== null && !isNoMoney(minBidIncrement);
  return sumMoney([highest, asks ? minBidIncrement : leastIncrement]);
}

/** Tells why a bid is too low, if it is. */
export function judgeEnglishBid(
  amount: Money,
  { rules, highest }: { readonly rules: AuctionRules; readonly highest: Money | undefined },
): BidTooLow | undefined {
  const minBid = minimumBid(rules, highest);
  if (compareMoney(amount, minBid) >= 0) return undefined;
  const isHigher = highest !== undefined && compareMoney(amount, highest) > 0;
  const why = isHigher ? 'increment' : 'not_higher';
  return { refused: 'bid_too_low', why, minBid, currentHighest: highest ?? null };
}

/** Tells whether a bid is enough to win. */
export function meetsReserve({ reservePrice }: AuctionRules, amount: Money): boolean {
  return reservePrice === null || compareMoney(amount, reservePrice) >= 0;
}

/** Tells whether a bid at a time makes the auction close later. */
export function isLate(at: number, closesAt: number): boolean {
  return at >= closesAt - lateMs;
}
