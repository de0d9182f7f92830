import * as z from 'zod/mini';
import type { ExperienceId } from '../ids.js';
import { mechanismSchema } from './consumers.js';
import { count, id, text, timestamp } from './shapes.js';

export const activityKindSchema = z.enum(['entered', 'joined_waitlist', 'bid', 'granted', 'completed']);

export const activityItemSchema = z.object({
  /** Names the happening, and nobody who took part in it. */
  activityId: text(1, 128),
  kind: activityKindSchema,
  /** Absent where it is about a waitlist. */
  mechanism: z.optional(mechanismSchema),
  /** To the minute: the second would tell who it was. */
  at: timestamp,
});

export const activityFeedSchema = z.object({
  experienceId: id<ExperienceId>(),
  /** The newest first. */
  activities: z.array(activityItemSchema),
  /** How often each happened since the feed was switched on. */
  counts: z.object({
    entered: count,
    joined_waitlist: count,
    bid: count,
    granted: count,
    completed: count,
  }),
});

export const listActivitySchema = z.strictObject({
  limit: z.optional(z.int().check(z.minimum(1), z.maximum(100))),
});

export const activityEventSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('feed'), data: activityFeedSchema }),
  z.object({ event: z.literal('reset'), data: activityFeedSchema }),
  z.object({ event: z.literal('activity'), data: activityItemSchema }),
]);

export const activityTrackSchema = z.strictObject({
  eventId: text(1, 128),
  type: z.enum(['impression', 'click']),
  activityId: text(1, 128),
  at: z.optional(timestamp),
});

export const trackActivitySchema = z.strictObject({
  events: z.array(activityTrackSchema).check(z.minLength(1), z.maxLength(100)),
});

export const activityTrackedSchema = z.object({ counted: count });

/** What kind of thing happened. */
export type ActivityKind = z.infer<typeof activityKindSchema>;
/** Something that happened in an experience; to whom, nobody learns. */
export interface ActivityItem extends z.infer<typeof activityItemSchema> {}
/** What happened in an experience lately. */
export interface ActivityFeed extends z.infer<typeof activityFeedSchema> {}
/** How much of a feed to read: 20 where nothing is said. */
export interface ListActivity extends z.infer<typeof listActivitySchema> {}
/** What a stream of activity tells; `event` and `data` are the fields of a server-sent event, `data` as JSON. */
export type ActivityEvent = z.infer<typeof activityEventSchema>;
/** A shopper saw something of a feed, or clicked on it. */
export interface ActivityTrack extends z.infer<typeof activityTrackSchema> {}
/** 1 to 100 impressions and clicks. */
export interface TrackActivity extends z.infer<typeof trackActivitySchema> {}
/** How many of the events were new, and about something that is in the feed. */
export interface ActivityTracked extends z.infer<typeof activityTrackedSchema> {}
