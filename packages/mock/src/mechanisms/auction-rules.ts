import type { AuctionType, Money } from '@fanfare/contract';

/** How an auction goes. Times are milliseconds since the epoch. */
export interface AuctionRules {
  readonly auctionType: AuctionType;
  /** When it opens; `null` where it is open from the start. */
  readonly opensAt: number | null;
  /** Until when it takes bids, exclusively. */
  readonly closesAt: number;
  /** When the winners of an English auction are named. */
  readonly settlesAt: number;
  /** When the merchant ends it, so that nobody wins any more; `null` where they do not. */
  readonly endsAt: number | null;
  /** How many may win. */
  readonly quantity: number;
  /** The least first bid of an English auction, or where the price of a Dutch one begins. */
  readonly startPrice: Money | null;
  /** Below this nobody wins. */
  readonly reservePrice: Money | null;
  readonly minBidIncrement: Money | null;
  /** How much later it closes, once, when somebody bids late. */
  readonly autoExtendMs: number;
  readonly floorPrice: Money | null;
  readonly priceDropAmount: Money | null;
  readonly priceDropIntervalMs: number | null;
}
