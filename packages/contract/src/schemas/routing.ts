import * as z from 'zod/mini';
import type { ExperienceId, SequenceId } from '../ids.js';
import { count, id, timestamp } from './shapes.js';

const reason = <Code extends readonly [string, ...string[]]>(codes: Code) =>
  z.object({ code: z.enum(codes), detail: z.optional(z.string()) });

export const routeReasonSchema = reason([
  'NO_SEQUENCES',
  'NO_ACCESS',
  'AUTH_REQUIRED',
  'ACCESS_CODE_REQUIRED',
  'ACCESS_CODE_INVALID',
  'AUDIENCE_NOT_MEMBER',
  'BOT_REQUIRED',
  'BOT_BLOCKED',
]);

export const mitigationSchema = z.object({
  attemptsRemaining: z.optional(count),
  blockedUntil: z.optional(timestamp),
  message: z.optional(z.string()),
});

export const gateSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('authentication'),
    status: z.literal('required'),
    reason: reason(['AUTH_REQUIRED']),
  }),
  z.object({
    type: z.literal('access_code'),
    status: z.enum(['missing', 'invalid']),
    reason: reason(['ACCESS_CODE_REQUIRED', 'ACCESS_CODE_INVALID']),
  }),
  z.object({
    type: z.literal('bot_check'),
    status: z.enum(['required', 'blocked']),
    reason: reason(['BOT_REQUIRED', 'BOT_BLOCKED']),
    challenge: z.optional(
      z.object({
        id: id<string>(),
        provider: z.literal('turnstile'),
        type: z.enum(['turnstile_invisible', 'turnstile_managed', 'turnstile_interactive']),
        iframeUrl: z.string(),
        expiresAt: timestamp,
      }),
    ),
    mitigation: z.optional(mitigationSchema),
  }),
]);

export const candidateSchema = z.object({
  sequence: z.object({
    id: id<SequenceId>(),
    name: z.string(),
    experienceId: id<ExperienceId>(),
    priority: z.number(),
    color: z.nullable(z.string()),
    availability: z.optional(z.enum(['open', 'upcoming', 'waitlist', 'closed'])),
  }),
  status: z.enum(['admissible', 'gated']),
  gates: z.array(gateSchema),
  reasons: z.array(routeReasonSchema),
  sequenceCapabilityGrant: z.optional(z.string()),
  sequenceCapabilityGrantExpiresAt: z.optional(timestamp),
});

export const routeResultSchema = z.object({
  schemaVersion: z.literal(1),
  experienceId: id<ExperienceId>(),
  outcome: z.enum(['routed', 'gated', 'no_access']),
  selected: z.optional(candidateSchema),
  offers: z.array(candidateSchema),
  outcomeReasons: z.array(routeReasonSchema),
});

/** Which sequence a consumer may take, or what stands in the way. */
export interface RouteResult extends z.infer<typeof routeResultSchema> {}
/** One sequence that routing considered. */
export interface RouteCandidate extends z.infer<typeof candidateSchema> {}
/** A condition that a consumer must meet first. */
export type Gate = z.infer<typeof gateSchema>;
/** How a shopper who failed a bot check can still pass. */
export interface Mitigation extends z.infer<typeof mitigationSchema> {}
