import * as z from 'zod/mini';
import { pageQuery } from '../paging.js';
import { baseEntity } from '../products.js';
import { id, timestamp } from '../shapes.js';

export const listScheduledEventsSchema = z.strictObject({
  ...pageQuery,
  sortBy: z.optional(z.enum(['createdAt', 'scheduledAt'])),
});

export const scheduledEventSchema = z.object({
  ...baseEntity,
  topic: z.enum([
    'sendTransactionalMessage',
    'consumerUpdate',
    'audienceUpdate',
    'consumerScoreRefresh',
    'syncAudience',
    'exportWaitlist',
    'importAudience',
    'announcement',
    'distributionUpdate',
    'distributionKilled',
  ]),
  payload: z.record(z.string(), z.unknown()),
  scheduledAt: timestamp,
  status: z.enum(['not_started', 'pending', 'completed', 'failed']),
  announcementId: z.optional(z.nullable(id<string>())),
});

/** In which order to list scheduled events. */
export interface ListScheduledEvents extends z.infer<typeof listScheduledEventsSchema> {}
/** Something that the platform does by itself at a time. */
export interface ScheduledEvent extends z.infer<typeof scheduledEventSchema> {}
