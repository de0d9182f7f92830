import * as z from 'zod/mini';
import type { ConsumerId, QueueId, SequenceId } from '../ids.js';
import { baseEntity } from './products.js';
import { admissionGrant, count, id, idParam, timestamp } from './shapes.js';

/** What every distribution has, whatever its mechanism. */
export const distributionBase = {
  ...baseEntity,
  sequenceId: id<SequenceId>(),
  name: z.string(),
  timeZone: z.string(),
  openAt: z.optional(z.nullable(timestamp)),
  closeAt: z.optional(z.nullable(timestamp)),
  statusOverride: z.optional(z.nullable(z.enum(['ended']))),
  statusOverrideAt: z.optional(z.nullable(timestamp)),
  statusOverrideBy: z.optional(z.nullable(z.string())),
  teardownStatus: z.optional(z.nullable(z.enum(['pending', 'completed']))),
};

export const queueSchema = z.object({
  ...distributionBase,
  id: id<QueueId>(),
  admitRate: z.number().check(z.positive()),
  supportsGuest: z.boolean(),
  capacity: z.optional(z.nullable(count)),
  maxAdmissions: z.optional(z.nullable(count)),
  admissionExpirationSeconds: z.optional(z.nullable(count)),
  loyaltyBiasEnabled: z.optional(z.boolean()),
});

const dequeuedAt = z.optional(z.nullable(timestamp));

export const queueStateSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('QUEUED'),
    position: count,
    estimatedWaitTimeInSeconds: z.number(),
    positionDisplayMode: z.optional(z.enum(['precise', 'qualitative'])),
    pollAfterMs: z.optional(count),
  }),
  z.object({ status: z.literal('NOT_QUEUED'), position: z.optional(z.nullable(count)), dequeuedAt }),
  z.object({ status: z.literal('LEFT'), position: z.optional(z.nullable(count)), dequeuedAt }),
  z.object({
    status: z.literal('GRANTED'),
    admissionGrant,
    expiresAt: z.optional(timestamp),
    position: z.optional(count),
    dequeuedAt,
    pollAfterMs: z.optional(count),
  }),
  z.object({
    status: z.literal('COMPLETED'),
    completedAt: z.optional(timestamp),
    position: z.optional(count),
  }),
  z.object({ status: z.literal('DENIED'), reason: z.string(), dequeuedAt, position: z.optional(count) }),
]);

export const queueDenyReasonSchema = z.enum([
  'QUEUE_CLOSED',
  'BOT_DETECTED',
  'VALIDATION_LIMIT_REACHED',
  'ORDER_LIMIT_EXCEEDED',
  'ADMISSION_EXPIRED',
]);

export const queueParamsSchema = z.strictObject({ queueId: idParam<QueueId>() });
export const admitSchema = z.strictObject({ consumerId: idParam<ConsumerId>() });
export const denySchema = z.strictObject({
  consumerId: idParam<ConsumerId>(),
  reason: queueDenyReasonSchema,
});

/** A line that admits consumers at a fixed rate. */
export interface Queue extends z.infer<typeof queueSchema> {}
/** Where a consumer stands in a queue. */
export type QueueState = z.infer<typeof queueStateSchema>;
/** Why a consumer was denied. */
export type QueueDenyReason = z.infer<typeof queueDenyReasonSchema>;
/** Whom to admit. */
export interface AdmitConsumer extends z.infer<typeof admitSchema> {}
/** Whom to deny, and why. */
export interface DenyConsumer extends z.infer<typeof denySchema> {}
