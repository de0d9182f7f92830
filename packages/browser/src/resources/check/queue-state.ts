import { nullish, object, optional, union, type Check } from './check.js';
import { count, grant, number, string, timestamp } from './shapes.js';

const dequeuedAt = nullish(timestamp);

/** Accepts what `queueStateSchema` accepts from a tolerant reader. */
export const queueState: Check = union('status', {
  QUEUED: object({
    position: count,
    estimatedWaitTimeInSeconds: number,
    positionDisplayMode: optional(string),
    pollAfterMs: optional(count),
  }),
  NOT_QUEUED: object({ position: nullish(count), dequeuedAt }),
  LEFT: object({ position: nullish(count), dequeuedAt }),
  GRANTED: object({
    admissionGrant: grant,
    expiresAt: optional(timestamp),
    position: optional(count),
    dequeuedAt,
    pollAfterMs: optional(count),
  }),
  COMPLETED: object({ completedAt: optional(timestamp), position: optional(count) }),
  DENIED: object({ reason: string, dequeuedAt, position: optional(count) }),
});
