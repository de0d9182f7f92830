import { object, optional, type Check } from './check.js';
import { count, grant, id, string, timestamp } from './shapes.js';

/** Accepts what `timedReleaseStateSchema` accepts from a tolerant reader. */
export const timedReleaseState: Check = object({
  status: string,
  enteredAt: optional(timestamp),
  completedAt: optional(timestamp),
  leftAt: optional(timestamp),
  expiresAt: optional(timestamp),
  selectedVariantId: optional(id),
  admissionGrant: optional(grant),
  pollAfterMs: optional(count),
});
