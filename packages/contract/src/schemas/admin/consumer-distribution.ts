import * as z from 'zod/mini';
import { count, timestamp } from '../shapes.js';

export const consumerNumberSchema = z.enum([
  'aov',
  'ltv',
  'totalOrders',
  'totalReturns',
  'totalEngagements',
  'totalMessages',
  'engagedCount',
  'loyaltyBalance',
  'activityRank',
  'monetaryRank',
  'purchaseFrequencyRank',
]);

export const readConsumerDistributionSchema = z.strictObject({
  field: consumerNumberSchema,
  buckets: z.optional(z.int().check(z.minimum(1), z.maximum(100))),
});

export const consumerDistributionSchema = z.object({
  buckets: z.array(
    z.object({
      range: z.string(),
      minValue: z.number(),
      maxValue: z.number(),
      value: count,
      percentage: z.number(),
      x: z.number(),
    }),
  ),
  field: consumerNumberSchema,
  stats: z.object({
    min: z.number(),
    max: z.number(),
    mean: z.number(),
    median: z.number(),
    stdDev: z.number(),
  }),
  totalCount: count,
  cachedAt: z.optional(timestamp),
});

/** A number that every consumer has. */
export type ConsumerNumber = z.infer<typeof consumerNumberSchema>;
/** Which number to spread out, and over how many buckets. */
export interface ReadConsumerDistribution extends z.infer<typeof readConsumerDistributionSchema> {}
/** How a number is spread over the consumers: a statistic, so amounts of money are numbers here. */
export interface ConsumerDistribution extends z.infer<typeof consumerDistributionSchema> {}
