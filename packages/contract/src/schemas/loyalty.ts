import * as z from 'zod/mini';
import { count, id, timestamp } from './shapes.js';

/** A calendar day in UTC, such as `"2026-11-22"`: points are kept by the day. */
const day = z.iso.date();

export const loyaltyBalanceSchema = z.object({ balance: count, lifetimePoints: count });
export const loyaltyExpirationSchema = z.object({ expiresOn: day, points: count });
export const loyaltyTransactionSchema = z.object({
  id: id<string>(),
  txnType: z.string(),
  pointsDelta: z.int(),
  occurredAt: timestamp,
  actorType: z.string(),
  sourceType: z.optional(z.string()),
  sourceId: z.optional(z.string()),
  bucketEarnedOn: z.optional(day),
  bucketExpiresOn: z.optional(day),
});

export const loyaltyExpirationsQuerySchema = z.strictObject({
  withinDays: z.optional(z.int().check(z.minimum(1), z.maximum(3_650))),
});
export const loyaltyHistoryQuerySchema = z.strictObject({
  limit: z.optional(z.int().check(z.minimum(1), z.maximum(100))),
});

/** The points that a consumer has, and all that they ever earned. */
export interface LoyaltyBalance extends z.infer<typeof loyaltyBalanceSchema> {}
/** Points that are lost unless they are used before a day. */
export interface LoyaltyExpiration extends z.infer<typeof loyaltyExpirationSchema> {}
/** One change of a consumer's points. */
export interface LoyaltyTransaction extends z.infer<typeof loyaltyTransactionSchema> {}
/** How far to look ahead; without a number of days, for ever. */
export interface LoyaltyExpirationsQuery extends z.infer<typeof loyaltyExpirationsQuerySchema> {}
/** How many changes to show. */
export interface LoyaltyHistoryQuery extends z.infer<typeof loyaltyHistoryQuerySchema> {}
