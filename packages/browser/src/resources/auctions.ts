import {
  auctionRoutes,
  type Auction,
  type AuctionBid,
  type AuctionEntry,
  type AuctionId,
  type AuctionState,
  type CurrentPrice,
  type HighestBid,
  type ListBids,
  type ListOwnBids,
  type PlaceBid,
} from '@fanfare/contract';
import { renewState } from '@fanfare/core';
import type { Connection } from '../connection.js';
import { createAsk } from './ask.js';
import type { CallOptions } from './call-options.js';
import { deviceHeader } from './device-header.js';
import { auctionState } from './check/auction-state.js';
import { list, nullish, object } from './check/check.js';
import { distribution } from './check/distribution.js';
import { boolean, count, money, timestamp } from './check/shapes.js';
import { fits, type Fits } from './fits.js';
import { idForm, limitForm, moneyForm } from './forms.js';
import { orUnknown, type UnknownState } from './unknown-state.js';

/** Where a shopper stands in an auction, with an arm for what a newer platform may answer. */
export type AnyAuctionState = AuctionState | UnknownState;

/** Reads auctions, and bids in them for the shopper. */
export interface Auctions {
  /**
   * Reads an auction; works without a session. Only `id` and `name` of the answer are checked, the rest is handed on
   * as it came: it is for display.
   *
   * @throws `NotFoundError` `not_found`
   */
  get(auctionId: AuctionId, options?: CallOptions): Promise<Auction>;
  /**
   * Takes part in an auction, so that the shopper may bid.
   *
   * @throws `SessionError` `not_authenticated`; `RateLimitError` `not_open`; `ConflictError` `order_limit_exceeded`
   */
  enter(auctionId: AuctionId, options?: CallOptions): Promise<AuctionEntry>;
  /**
   * Bids an amount; without one, accepts the current price of a Dutch auction. Tells the platform the device id.
   * The call is repeated after a lost answer only where the platform can tell a repeat.
   *
   * @param bid - `amount` is a decimal string, such as `"129.00"`.
   * @throws `RequestError` `invalid_request`; `FanfareError` `bid_too_low`, whose `details` tell the least that
   *   counts, and `distribution_closed`; `RateLimitError` `not_open`
   */
  bid(auctionId: AuctionId, bid?: PlaceBid, options?: CallOptions): Promise<AnyAuctionState>;
  /**
   * Asks where the shopper stands. A `WON` answer holds the grant: hand it to your backend in a body, log it nowhere.
   *
   * @throws `SessionError` `not_authenticated`; `NotFoundError` `not_found`
   */
  status(auctionId: AuctionId, options?: CallOptions): Promise<AnyAuctionState>;
  /**
   * Reads the last bids of everybody, the newest first; works without a session, and tells nobody's id.
   *
   * @throws `NotFoundError` `not_found`, also where the organization is not the key's
   */
  bids(auctionId: AuctionId, query: ListBids, options?: CallOptions): Promise<readonly AuctionBid[]>;
  /**
   * Reads the shopper's own bids, the newest first.
   *
   * @throws `SessionError` `not_authenticated`; `NotFoundError` `not_found`
   */
  bidHistory(
    auctionId: AuctionId,
    query?: ListOwnBids,
    options?: CallOptions,
  ): Promise<readonly AuctionBid[]>;
  /**
   * Reads the highest bid; works without a session.
   *
   * @throws `NotFoundError` `not_found`
   */
  highestBid(auctionId: AuctionId, options?: CallOptions): Promise<HighestBid>;
  /**
   * Reads what the price of a Dutch auction has come down to, or an English one gone up to; works without a session.
   *
   * @throws `NotFoundError` `not_found`
   */
  currentPrice(auctionId: AuctionId, options?: CallOptions): Promise<CurrentPrice>;
}

const known: readonly AuctionState['status'][] = ['NOT_BID', 'BIDDING', 'WINNING', 'OUTBID', 'WON', 'LOST'];
const state = { check: auctionState, renew: renewState };
const bids = list(object({ amount: money, timestamp, isHighest: boolean }));
const price = object({ currentPrice: money, remainingQuantity: count, auctionEnded: boolean });
const bidRules: Fits = fits({ forms: { amount: moneyForm } });
const listRules: Fits = fits({
  forms: { organizationId: idForm, limit: limitForm },
  needed: ['organizationId'],
});
const historyRules: Fits = fits({ forms: { limit: limitForm } });

/**
 * Creates the part of a client that deals with auctions.
 *
 * @example
 * ```ts
 * import { createAuctions } from '@fanfare/browser/auctions';
 * import { connect } from '@fanfare/browser/session';
 *
 * const auctions = createAuctions(connect({ publishableKey: 'pk_test_a1b2c3d4e5f6' }));
 * const { status } = await auctions.bid('auction_1', { amount: '129.00' });
 * console.log(status); // WINNING, or OUTBID a moment later
 * ```
 */
export function createAuctions(connection: Connection): Auctions {
  const { events } = connection;
  const ask = createAsk(connection);
  const routes = auctionRoutes;

  return {
    get: (id, options) => ask<Auction>(routes.get, { id, check: distribution, options }),
    async enter(id, options) {
      const check = object({ success: boolean });
      const entry = await ask<AuctionEntry>(routes.enter, { id, check, options });
      if (entry.success) events.emit('auction:entered', { auctionId: id });
      return entry;
    },
    async bid(id, body = {}, options) {
      const extra = (): Record<string, string> => deviceHeader(connection);
      const asking = { id, body, rules: bidRules, headers: extra, ...state, options };
      const after = await ask<AuctionState>(routes.bid, asking);
      const { status, lastBidAmount: amount = null } = after;
      events.emit('auction:bid-placed', { auctionId: id, amount, status });
      return orUnknown(after, known);
    },
    status: async (id, options) =>
      orUnknown(await ask<AuctionState>(routes.status, { id, ...state, options }), known),
    bids: (id, query, options) =>
      ask<AuctionBid[]>(routes.bids, { id, query, rules: listRules, check: bids, options }),
    bidHistory: (id, query = {}, options) =>
      ask<AuctionBid[]>(routes.bidHistory, { id, query, rules: historyRules, check: bids, options }),
    highestBid: (id, options) =>
      ask<HighestBid>(routes.highestBid, { id, check: object({ amount: nullish(money) }), options }),
    currentPrice: (id, options) => ask<CurrentPrice>(routes.currentPrice, { id, check: price, options }),
  };
}
