import { literal, object, optional, union, type Check } from './check.js';
import { count, id, string, timestamp } from './shapes.js';

/** Accepts a reason: a code, and words about it. */
export const reason: Check = object({ code: string, detail: optional(string) });

/** Accepts what `gateSchema` accepts from a tolerant reader. */
export const gate: Check = union('type', {
  authentication: object({ status: literal('required'), reason }),
  access_code: object({ status: string, reason }),
  bot_check: object({
    status: string,
    reason,
    challenge: optional(
      object({
        id,
        provider: literal('turnstile'),
        type: string,
        iframeUrl: string,
        expiresAt: timestamp,
      }),
    ),
    mitigation: optional(
      object({
        attemptsRemaining: optional(count),
        blockedUntil: optional(timestamp),
        message: optional(string),
      }),
    ),
  }),
});
