import { object, optional, union, type Check } from './check.js';
import { count, grant, id, string, timestamp } from './shapes.js';

const pollAfterMs = optional(count);

/** Accepts what `drawStateSchema` accepts from a tolerant reader. */
export const drawState: Check = union('status', {
  ENTERED: object({ pollAfterMs }),
  NOT_ENTERED: object({}),
  WON: object({
    admissionGrant: grant,
    wonAt: optional(timestamp),
    expiresAt: optional(timestamp),
    selectedProductId: optional(id),
    pollAfterMs,
  }),
  COMPLETED: object({ completedAt: optional(timestamp) }),
  DENIED: object({ reason: string, deniedAt: timestamp }),
  LOST: object({ lostAt: optional(timestamp) }),
});
