import * as z from 'zod/mini';
import type { AuctionId, ConsumerId, OrganizationId } from '../ids.js';
import { distributionBase } from './queues.js';
import { admissionGrant, count, currencyCode, id, idParam, money, timestamp } from './shapes.js';

export const auctionTypeSchema = z.enum(['english', 'dutch']);

const amount = z.optional(z.nullable(money));

export const auctionSchema = z.object({
  ...distributionBase,
  id: id<AuctionId>(),
  settleAt: timestamp,
  currencyCode,
  auctionType: z.optional(auctionTypeSchema),
  reservePrice: amount,
  minBidIncrement: amount,
  startPrice: amount,
  floorPrice: amount,
  priceDropAmount: amount,
  autoExtendSeconds: z.optional(z.nullable(count)),
  priceDropIntervalSeconds: z.optional(z.nullable(count)),
  quantity: z.optional(z.nullable(count)),
});

export const auctionStateSchema = z.object({
  status: z.enum(['NOT_BID', 'BIDDING', 'WINNING', 'OUTBID', 'WON', 'LOST']),
  lastBidAmount: amount,
  bidCount: z.optional(count),
  winningBidAmount: z.optional(money),
  admissionGrant: z.optional(admissionGrant),
  pollAfterMs: z.optional(count),
});

export const auctionBidSchema = z.object({
  amount: money,
  timestamp,
  isHighest: z.boolean(),
  bidderHandle: z.optional(z.string()),
  consumerId: z.optional(id<ConsumerId>()),
});
export const auctionEntrySchema = z.object({ success: z.boolean() });
export const highestBidSchema = z.object({ amount: z.nullable(money) });
export const currentPriceSchema = z.object({
  currentPrice: money,
  remainingQuantity: count,
  auctionEnded: z.boolean(),
});

const limit = z.optional(z.int().check(z.minimum(1), z.maximum(100)));

export const auctionParamsSchema = z.strictObject({ auctionId: idParam<AuctionId>() });
export const placeBidSchema = z.strictObject({ amount: z.optional(money) });
export const listBidsSchema = z.strictObject({ organizationId: idParam<OrganizationId>(), limit });
export const listOwnBidsSchema = z.strictObject({ limit });

/** Whether bids rise or the price falls. */
export type AuctionType = z.infer<typeof auctionTypeSchema>;
/** A sale to whoever bids the most, or first accepts a falling price. */
export interface Auction extends z.infer<typeof auctionSchema> {}
/** Where a consumer stands in an auction; `BIDDING` is a leading bid that does not reach the reserve yet. */
export interface AuctionState extends z.infer<typeof auctionStateSchema> {}
/** A bid as it is shown; whose it is stays hidden from everybody else. */
export interface AuctionBid extends z.infer<typeof auctionBidSchema> {}
/** Whether the consumer takes part now. */
export interface AuctionEntry extends z.infer<typeof auctionEntrySchema> {}
/** The highest bid so far; `null` before the first. */
export interface HighestBid extends z.infer<typeof highestBidSchema> {}
/** What an auction has come to: a price that falls, or the highest bid. */
export interface CurrentPrice extends z.infer<typeof currentPriceSchema> {}
/** What to bid; without an amount, the current price of a Dutch auction. */
export interface PlaceBid extends z.infer<typeof placeBidSchema> {}
/** Which bids to show. */
export interface ListBids extends z.infer<typeof listBidsSchema> {}
/** How many of one's own bids to show. */
export interface ListOwnBids extends z.infer<typeof listOwnBidsSchema> {}
