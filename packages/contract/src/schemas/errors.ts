import * as z from 'zod/mini';
import { text } from './shapes.js';

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

/** One thing that is wrong with a request, and where. */
export interface Issue extends z.infer<typeof issueSchema> {}
/** The body of a refusal. */
export interface ErrorBody extends z.infer<typeof errorBodySchema> {}
