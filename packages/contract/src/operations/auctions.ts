import * as z from 'zod/mini';
import { operation } from '../operation.js';
import { auctionRoutes } from '../routes/auctions.js';
import * as auctions from '../schemas/auctions.js';

const params = auctions.auctionParamsSchema;

/** Auctions: what a shopper bids, and what everybody may see of the bidding. */
export const auctionOperations = {
  get: operation(auctionRoutes.get, {
    summary: 'Reads an auction.',
    description: 'Its times are those that count: an extension by a late bid is in them.',
    params,
    response: auctions.auctionSchema,
    errors: [],
  }),
  enter: operation(auctionRoutes.enter, {
    summary: 'Enters an auction, without a bid; entering again changes nothing.',
    params,
    response: auctions.auctionEntrySchema,
    errors: ['not_open', 'distribution_closed', 'order_limit_exceeded', 'device_mismatch'],
  }),
  bid: operation(auctionRoutes.bid, {
    summary: 'Bids an amount, or accepts the current price of a Dutch auction.',
    description: 'The first bid also enters the auction. An amount may be left out in a Dutch auction only.',
    params,
    body: auctions.placeBidSchema,
    response: auctions.auctionStateSchema,
    errors: ['not_open', 'distribution_closed', 'bid_too_low', 'order_limit_exceeded', 'device_mismatch'],
  }),
  status: operation(auctionRoutes.status, {
    summary: 'Tells where the shopper stands in an auction.',
    params,
    response: auctions.auctionStateSchema,
    errors: [],
  }),
  bids: operation(auctionRoutes.bids, {
    summary: 'Lists the bids of an auction, the latest first, under handles that hide the bidders.',
    params,
    query: auctions.listBidsSchema,
    response: z.array(auctions.auctionBidSchema),
    errors: [],
  }),
  bidHistory: operation(auctionRoutes.bidHistory, {
    summary: "Lists the shopper's own bids in an auction, the latest first.",
    params,
    query: auctions.listOwnBidsSchema,
    response: z.array(auctions.auctionBidSchema),
    errors: [],
  }),
  highestBid: operation(auctionRoutes.highestBid, {
    summary: 'Tells the highest bid of an auction.',
    params,
    response: auctions.highestBidSchema,
    errors: [],
  }),
  currentPrice: operation(auctionRoutes.currentPrice, {
    summary: 'Tells what the price of a Dutch auction has come down to, or an English one gone up to.',
    params,
    response: auctions.currentPriceSchema,
    errors: [],
  }),
};
