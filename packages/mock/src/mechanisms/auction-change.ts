import type { Money } from '@fanfare/contract';
import type { Bid } from './auction-ledger.js';

/** Something that happened in an auction. `at` is in milliseconds since the epoch. */
export type AuctionChange =
  | { readonly type: 'opened'; readonly at: number }
  /** It takes no more bids. */
  | { readonly type: 'closed'; readonly at: number; readonly participants: number }
  | { readonly type: 'entered'; readonly at: number; readonly consumerId: string }
  | { readonly type: 'bid'; readonly at: number; readonly consumerId: string; readonly bid: Bid }
  | {
      readonly type: 'outbid';
      readonly at: number;
      readonly consumerId: string;
      readonly amount: Money;
      readonly highest: Money;
    }
  | { readonly type: 'extended'; readonly at: number; readonly closesAt: number }
  | { readonly type: 'price_dropped'; readonly at: number; readonly price: Money }
  | { readonly type: 'won'; readonly at: number; readonly consumerId: string; readonly amount: Money }
  | { readonly type: 'lost'; readonly at: number; readonly consumerId: string }
  | {
      readonly type: 'settled';
      readonly at: number;
      readonly totalBids: number;
      readonly uniqueBidders: number;
      /** The winner with the latest bid: of an English auction, the highest. */
      readonly winner: Pick<Bid, 'consumerId' | 'amount'> | undefined;
    }
  | { readonly type: 'completed'; readonly at: number; readonly consumerId: string }
  /** A winner did not buy. */
  | { readonly type: 'lapsed'; readonly at: number; readonly consumerId: string; readonly reason: string };

/** A bid that does not reach what is asked for. */
export interface BidTooLow {
  readonly refused: 'bid_too_low';
  /** It is no more than the highest, or too little more. */
  readonly why: 'not_higher' | 'increment';
  readonly minBid: Money;
  readonly currentHighest: Money | null;
}

/** Why entering or bidding had no effect. */
export type AuctionRefusal =
  | BidTooLow
  /** The auction opens at `retryAt`. */
  | { readonly refused: 'not_open'; readonly retryAt: number }
  /** The auction takes no more bids. */
  | { readonly refused: 'closed' }
  /** Only the falling price of a Dutch auction can be accepted without an amount. */
  | { readonly refused: 'amount_missing' };

/** Why a step after the win had no effect. */
export type WinRefusal =
  | { readonly refused: 'not_taking_part' }
  /** The consumer has not won, or is through with it. */
  | { readonly refused: 'ended' };

/** What a command brought about, beginning with what was due before it; or why it had no effect. */
export interface AuctionResult<Refusal = AuctionRefusal> {
  readonly changes: readonly AuctionChange[];
  readonly refusal?: Refusal;
}
