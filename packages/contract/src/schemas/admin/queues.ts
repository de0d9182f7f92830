import * as z from 'zod/mini';
import type { QueueId, SequenceId } from '../../ids.js';
import { pageQuery } from '../paging.js';
import { count, freeText, idParam, text, timestamp } from '../shapes.js';

/** What a merchant may set on every distribution, whatever its mechanism. */
export const distributionSettings = {
  name: freeText(1, 200),
  openAt: z.optional(z.nullable(timestamp)),
  closeAt: z.optional(z.nullable(timestamp)),
  timeZone: z.optional(text(1, 64)),
};

const queueSettings = {
  ...distributionSettings,
  admitRate: z.number().check(z.positive(), z.maximum(1_000_000)),
  capacity: z.optional(z.nullable(count)),
  maxAdmissions: z.optional(z.nullable(count)),
  admissionExpirationSeconds: z.optional(z.nullable(count)),
  loyaltyBiasEnabled: z.optional(z.boolean()),
  supportsGuest: z.optional(z.boolean()),
};

export const createQueueSchema = z.strictObject({ sequenceId: idParam<SequenceId>(), ...queueSettings });
export const updateQueueSchema = z.partial(createQueueSchema);
export const adminQueueParamsSchema = z.strictObject({ queueId: idParam<QueueId>() });

/** What every list of distributions takes. */
export const listDistributionsSchema = z.strictObject({
  ...pageQuery,
  sortBy: z.optional(z.enum(['createdAt', 'name', 'openAt'])),
  search: z.optional(text(2, 200)),
  sequenceId: z.optional(idParam<SequenceId>()),
});

/** What a new queue is made of. */
export interface CreateQueue extends z.infer<typeof createQueueSchema> {}
/** What changes about a queue; what is left out stays as it is. */
export interface UpdateQueue extends z.infer<typeof updateQueueSchema> {}
/** Which distributions to list, and in which order. */
export interface ListDistributions extends z.infer<typeof listDistributionsSchema> {}
