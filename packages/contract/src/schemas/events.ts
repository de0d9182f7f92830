import * as z from 'zod/mini';
import type { DistributionId, ExperienceId, SequenceId } from '../ids.js';
import { journeySchema, ownStateSchema } from './consumers.js';
import { count, id } from './shapes.js';

/** A stream takes no query: credentials least of all, for addresses are written down everywhere. */
export const streamQuerySchema = z.strictObject({});

export const journeyCauseSchema = z.enum([
  ...['entered', 'granted', 'completed', 'left', 'denied', 'outbid'],
  ...['opened', 'settling', 'closed', 'changed'],
] as const);

export const journeyChangeSchema = z.object({
  experienceId: id<ExperienceId>(),
  causes: z.array(journeyCauseSchema).check(z.minLength(1)),
  /** As in `consumers.me`; absent where the shopper takes no part any more. */
  journey: z.optional(journeySchema),
});

export const positionChangeSchema = z.object({
  experienceId: id<ExperienceId>(),
  sequenceId: id<SequenceId>(),
  distributionId: id<DistributionId>(),
  position: count,
});

export const streamEndSchema = z.object({});

export const streamEventSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('state'), data: ownStateSchema }),
  z.object({ event: z.literal('reset'), data: ownStateSchema }),
  z.object({ event: z.literal('journey'), data: journeyChangeSchema }),
  z.object({ event: z.literal('position'), data: positionChangeSchema }),
  z.object({ event: z.literal('token_expired'), data: streamEndSchema }),
  z.object({ event: z.literal('session_ended'), data: streamEndSchema }),
]);

/** Nothing: a stream takes no query. */
export interface StreamQuery extends z.infer<typeof streamQuerySchema> {}
/** What changed a journey. */
export type JourneyCause = z.infer<typeof journeyCauseSchema>;
/** A journey that is no longer as it was told before. */
export interface JourneyChange extends z.infer<typeof journeyChangeSchema> {}
/** Another position in a line, told at most once a second. */
export interface PositionChange extends z.infer<typeof positionChangeSchema> {}
/** Nothing more comes: the name of the event says why. */
export interface StreamEnd extends z.infer<typeof streamEndSchema> {}
/** What happened to the shopper; `event` and `data` are the fields of a server-sent event, `data` as JSON. */
export type StreamEvent = z.infer<typeof streamEventSchema>;
