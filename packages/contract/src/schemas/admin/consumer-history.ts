import * as z from 'zod/mini';
import type { ConsumerId, DistributionId, ExperienceId, SequenceId } from '../../ids.js';
import { mechanismSchema } from '../consumers.js';
import { count, id, timestamp } from '../shapes.js';

export const consumerActivitySchema = z.object({
  id: id<string>(),
  name: z.string(),
  occurredAt: timestamp,
  experienceId: z.optional(id<ExperienceId>()),
  sequenceId: z.optional(id<SequenceId>()),
  distributionId: z.optional(id<DistributionId>()),
  distributionType: z.optional(mechanismSchema),
  details: z.optional(z.record(z.string(), z.unknown())),
});

export const consumerTimelineSchema = z.object({
  consumerId: id<ConsumerId>(),
  activities: z.array(consumerActivitySchema),
  totalCount: count,
});

export const loyaltyTransactionsSchema = z.object({
  transactions: z.array(
    z.object({
      id: id<string>(),
      occurredAt: timestamp,
      pointsDelta: z.number(),
      sourceType: z.string(),
      sourceDescription: z.string(),
      bucketExpiresOn: z.nullable(z.string()),
      metadata: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
    }),
  ),
  expiringBuckets: z.array(
    z.object({ earnedOn: z.string(), expiresOn: z.string(), pointsRemaining: z.number() }),
  ),
  nextCursor: z.nullable(z.string()),
});

/** Something that a consumer did, or that happened to them. */
export interface ConsumerActivity extends z.infer<typeof consumerActivitySchema> {}
/** What a consumer did, the newest first. */
export interface ConsumerTimeline extends z.infer<typeof consumerTimelineSchema> {}
/** What a consumer earned and spent, the newest first, and what will expire. */
export interface LoyaltyTransactions extends z.infer<typeof loyaltyTransactionsSchema> {}
