import * as z from 'zod/mini';
import type { ConsumerId, SequenceId, WaitlistEntryId, WaitlistId } from '../ids.js';
import { id, idParam, timestamp } from './shapes.js';

export const waitlistEntrySchema = z.object({
  id: id<WaitlistEntryId>(),
  waitlistId: id<WaitlistId>(),
  sequenceId: id<SequenceId>(),
  consumerId: id<ConsumerId>(),
  enteredAt: timestamp,
});
export const waitlistLeftSchema = z.object({ left: z.boolean() });
export const waitlistStatusSchema = z.object({
  waitlistId: id<WaitlistId>(),
  isEntered: z.boolean(),
  enteredAt: z.optional(timestamp),
  sequenceId: z.optional(id<SequenceId>()),
});

export const waitlistParamsSchema = z.strictObject({ waitlistId: idParam<WaitlistId>() });

/** A consumer's entry in a waitlist. */
export interface WaitlistEntry extends z.infer<typeof waitlistEntrySchema> {}
/** Whether there was an entry to give up. */
export interface WaitlistLeft extends z.infer<typeof waitlistLeftSchema> {}
/** Whether a consumer is in a waitlist, and since when. */
export interface WaitlistStatus extends z.infer<typeof waitlistStatusSchema> {}
