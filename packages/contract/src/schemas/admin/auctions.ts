import * as z from 'zod/mini';
import type { AuctionId, SequenceId } from '../../ids.js';
import { auctionTypeSchema } from '../auctions.js';
import { count, idParam, money, timestamp } from '../shapes.js';
import { distributionSettings } from './queues.js';

const amount = z.optional(z.nullable(money));
const positive = z.optional(z.nullable(z.int().check(z.positive(), z.maximum(1_000_000))));

export const createAuctionSchema = z.strictObject({
  sequenceId: idParam<SequenceId>(),
  ...distributionSettings,
  settleAt: timestamp,
  auctionType: z.optional(auctionTypeSchema),
  reservePrice: amount,
  minBidIncrement: amount,
  startPrice: amount,
  floorPrice: amount,
  priceDropAmount: amount,
  autoExtendSeconds: z.optional(z.nullable(count.check(z.maximum(86_400)))),
  priceDropIntervalSeconds: positive,
  quantity: positive,
});
export const updateAuctionSchema = z.partial(createAuctionSchema);
export const adminAuctionParamsSchema = z.strictObject({ auctionId: idParam<AuctionId>() });

/** What a new auction is made of. */
export interface CreateAuction extends z.infer<typeof createAuctionSchema> {}
/** What changes about an auction; what is left out stays as it is. */
export interface UpdateAuction extends z.infer<typeof updateAuctionSchema> {}
