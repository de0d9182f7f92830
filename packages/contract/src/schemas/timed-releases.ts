import * as z from 'zod/mini';
import type { TimedReleaseId, VariantId } from '../ids.js';
import { distributionBase } from './queues.js';
import { admissionGrant, count, id, idParam, timestamp } from './shapes.js';

export const timedReleaseSchema = z.object({
  ...distributionBase,
  id: id<TimedReleaseId>(),
  supportsGuest: z.boolean(),
});

const knownStatusSchema = z.enum(['NOT_ENTERED', 'ENTERED', 'COMPLETED', 'LEFT']);
const statusSchema: unknown = z.union([knownStatusSchema, z.string()]);

export const timedReleaseStateSchema = z.object({
  // The platform leaves the word open; naming the known ones changes nothing at run time.
  status: statusSchema as z.ZodMiniType<TimedReleaseStatus, TimedReleaseStatus>,
  enteredAt: z.optional(timestamp),
  completedAt: z.optional(timestamp),
  leftAt: z.optional(timestamp),
  expiresAt: z.optional(timestamp),
  selectedVariantId: z.optional(id<VariantId>()),
  admissionGrant: z.optional(admissionGrant),
  pollAfterMs: z.optional(count),
});

export const timedReleaseParamsSchema = z.strictObject({ timedReleaseId: idParam<TimedReleaseId>() });
export const enterTimedReleaseSchema = z.strictObject({ variantId: z.optional(idParam<VariantId>()) });
export const timedReleaseLeftSchema = z.object({ success: z.boolean() });

/** A sale that begins at one moment and lasts as long as there is stock. */
export interface TimedRelease extends z.infer<typeof timedReleaseSchema> {}
/** A word for where a consumer stands in a timed release; a newer platform may know further ones. */
export type TimedReleaseStatus = z.infer<typeof knownStatusSchema> | (string & {});
/** Where a consumer stands in a timed release. */
export interface TimedReleaseState extends z.infer<typeof timedReleaseStateSchema> {}
/** Which variant a consumer wants; the default one where it is left out. */
export interface EnterTimedRelease extends z.infer<typeof enterTimedReleaseSchema> {}
/** Whether a consumer is out of a timed release. */
export interface TimedReleaseLeft extends z.infer<typeof timedReleaseLeftSchema> {}
