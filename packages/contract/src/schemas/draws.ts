import * as z from 'zod/mini';
import type { ConsumerId, DrawId, ProductId } from '../ids.js';
import { distributionBase } from './queues.js';
import { admissionGrant, count, freeText, id, idParam, timestamp } from './shapes.js';

export const drawSchema = z.object({
  ...distributionBase,
  id: id<DrawId>(),
  drawAt: timestamp,
  supportsGuest: z.boolean(),
  capacity: z.optional(z.nullable(count)),
  continueSelectingUntilCompleted: z.optional(z.nullable(z.boolean())),
  loyaltyBiasEnabled: z.optional(z.boolean()),
  admissionExpirationSeconds: z.optional(z.nullable(count)),
});

const pollAfterMs = z.optional(count);

export const drawStateSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('ENTERED'), pollAfterMs }),
  z.object({ status: z.literal('NOT_ENTERED') }),
  z.object({
    status: z.literal('WON'),
    admissionGrant,
    wonAt: z.optional(timestamp),
    expiresAt: z.optional(timestamp),
    selectedProductId: z.optional(id<ProductId>()),
    pollAfterMs,
  }),
  z.object({ status: z.literal('COMPLETED'), completedAt: z.optional(timestamp) }),
  z.object({ status: z.literal('DENIED'), reason: z.string(), deniedAt: timestamp }),
  // Older platforms tell losers so; newer ones deny them with the reason NOT_SELECTED.
  z.object({ status: z.literal('LOST'), lostAt: z.optional(timestamp) }),
]);

export const drawParamsSchema = z.strictObject({ drawId: idParam<DrawId>() });
export const denyDrawEntrySchema = z.strictObject({
  consumerId: idParam<ConsumerId>(),
  reason: freeText(1, 200),
});

/** A lottery: consumers enter until it closes, and winners are drawn at one moment. */
export interface Draw extends z.infer<typeof drawSchema> {}
/** Where a consumer stands in a draw. */
export type DrawState = z.infer<typeof drawStateSchema>;
/** Whose part in a draw ends, and why. */
export interface DenyDrawEntry extends z.infer<typeof denyDrawEntrySchema> {}
