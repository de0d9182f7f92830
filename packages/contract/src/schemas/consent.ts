import * as z from 'zod/mini';
import { text, timestamp } from './shapes.js';

export const consentDecisionSchema = z.object({
  granted: z.boolean(),
  version: z.nullable(z.string()),
  decidedAt: z.nullable(timestamp),
});
export const consentSchema = z.object({
  analytics: consentDecisionSchema,
  marketing: consentDecisionSchema,
  device: consentDecisionSchema,
});

const decision = z.optional(z.boolean());
export const updateConsentSchema = z.strictObject({
  version: text(1, 64),
  analytics: decision,
  marketing: decision,
  device: decision,
});

/** Whether a shopper agreed, to which version of the text, and when; `null` where they were never asked. */
export interface ConsentDecision extends z.infer<typeof consentDecisionSchema> {}
/** What a shopper agreed to, purpose by purpose; nothing by default. */
export interface Consent extends z.infer<typeof consentSchema> {}
/** What the shopper decides now, and which version of the text they saw; a purpose that is left out stays as it is. */
export interface UpdateConsent extends z.infer<typeof updateConsentSchema> {}
