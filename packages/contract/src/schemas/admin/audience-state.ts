import * as z from 'zod/mini';
import type { AudienceId } from '../../ids.js';
import { count, id, timestamp } from '../shapes.js';

export const audienceCountSchema = z.object({
  audienceId: id<AudienceId>(),
  count,
  source: z.string(),
});

export const audienceStatusSchema = z.object({
  audienceId: id<AudienceId>(),
  version: count,
  stale: z.boolean(),
  inProgress: z.boolean(),
  syncStatus: z.optional(z.nullable(z.enum(['PENDING', 'SUCCESS', 'FAILED']))),
  lastSyncedAt: z.optional(z.nullable(timestamp)),
  lastRefreshedAt: z.optional(z.nullable(timestamp)),
  refreshIntervalSeconds: z.optional(z.nullable(count)),
  pendingShards: z.optional(count),
});

export const audienceSyncSchema = z.object({
  success: z.literal(true),
  syncSourceId: id<string>(),
  status: z.literal('PENDING'),
});

/** How many consumers are in an audience, and what they were counted from. */
export interface AudienceCount extends z.infer<typeof audienceCountSchema> {}
/** How up to date an audience is: `stale` tells that something changed since it was last evaluated. */
export interface AudienceStatus extends z.infer<typeof audienceStatusSchema> {}
/** A sync that has begun. */
export interface AudienceSync extends z.infer<typeof audienceSyncSchema> {}
