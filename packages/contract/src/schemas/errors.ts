import * as z from 'zod/mini';
import { form, text, timestamp } from './shapes.js';

export const issueSchema = z.object({
  kind: z.string(),
  type: z.string(),
  expected: z.string(),
  received: z.string(),
  message: z.string(),
  path: z.array(
    z.object({
      type: z.string(),
      origin: z.string(),
      input: z.unknown(),
      key: z.union([z.string(), z.number()]),
    }),
  ),
});

/** The body of every refusal: `error` is a code, `message` tells a person what happened. */
export const errorBodySchema = z.object({
  error: text(1, 200),
  message: z.optional(z.string()),
  requestId: z.optional(z.string()),
  retryAfter: z.optional(z.number()),
  issues: z.optional(z.array(issueSchema)),
  details: z.optional(z.unknown()),
});

/**
 * The `details` of `token_expired`, `dpop_proof_invalid` and `use_dpop_nonce` at a platform that takes proofs: what the headers
 * `Date` and `DPoP-Nonce` say, for pages that may read no header.
 */
export const proofAdviceSchema = z.object({
  serverTime: timestamp,
  dpopNonce: z.optional(text(1, 200)),
});

/** How a refusal is written that a shopper's journey can act on. */
export const domainConflictSchema = z.object({
  code: form(/^[A-Z][A-Z0-9_]*$/, 'a code in capital letters, such as "DISTRIBUTION_ORDER_LIMIT"'),
  message: z.optional(z.string()),
  action: z.optional(z.string()),
  details: z.optional(z.unknown()),
  issues: z.optional(
    z.array(
      z.object({
        message: z.string(),
        code: z.optional(z.string()),
        path: z.optional(z.array(z.union([z.string(), z.number()]))),
      }),
    ),
  ),
  support: z.optional(
    z.object({
      message: z.optional(z.string()),
      confirmationCode: z.optional(z.string()),
      referenceCode: z.optional(z.string()),
    }),
  ),
});

/** One thing that is wrong with a request, and where. */
export interface Issue extends z.infer<typeof issueSchema> {}
/** The body of a refusal. */
export interface ErrorBody extends z.infer<typeof errorBodySchema> {}
/** The body of a refusal that a shopper's journey can act on, as the hosted platform writes it. */
export interface DomainConflict extends z.infer<typeof domainConflictSchema> {}
/** What a refusal tells whoever makes the next proof. */
export interface ProofAdvice extends z.infer<typeof proofAdviceSchema> {}
