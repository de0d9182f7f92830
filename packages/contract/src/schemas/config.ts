import * as z from 'zod/mini';
import type { OrganizationId } from '../ids.js';
import { count, currencyCode, id, text } from './shapes.js';

const limit = z.object({
  scope: z.enum(['endpoint', 'key', 'user', 'ip']),
  perMinute: count,
  perSecond: z.optional(count),
});

export const platformConfigSchema = z.object({
  organizationId: id<OrganizationId>(),
  mode: z.enum(['test', 'live']),
  slug: text(1, 255),
  currencyCode,
  timeZone: text(1, 64),
  features: z.object({
    /** Tokens that only work together with a proof of possession (RFC 9449). */
    dpop: z.boolean(),
    mfa: z.boolean(),
    /** A stream of events in place of polling. */
    eventStream: z.boolean(),
    /** Some operations ask for a proven e-mail address. */
    emailGate: z.boolean(),
    /** Ways may have bot checks in front of them. */
    challenges: z.boolean(),
  }),
  session: z.object({
    accessTokenSeconds: count,
    refreshTokenSeconds: count,
    /** How long a session may rest; `null` for as long as it likes. */
    idleSeconds: z.nullable(count),
    /** How long a session may last whatever happens; `null` for as long as it is refreshed. */
    absoluteSeconds: z.nullable(count),
  }),
  polling: z.object({
    /** How long to wait between two questions about the own state; `null` where each answer tells. */
    pollAfterMs: z.nullable(count),
  }),
  /** The limits that a page may meet, by name. */
  rateLimits: z.record(z.string(), limit),
});

/** What a page must know about the platform before it does anything: whose it is, what it offers, how long things last. */
export interface PlatformConfig extends z.infer<typeof platformConfigSchema> {}
