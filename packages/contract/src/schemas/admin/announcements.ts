import * as z from 'zod/mini';
import type { DistributionId, ExperienceId, SequenceId } from '../../ids.js';
import { pageQuery } from '../paging.js';
import { baseEntity } from '../products.js';
import { email, freeText, id, idParam, text, timestamp, webUrl } from '../shapes.js';
import { creativeDocumentSchema } from './creative-documents.js';

const announcementType = z.enum([
  'EMAIL',
  'SMS',
  'DIRECT',
  'FACEBOOK',
  'X',
  'INSTAGRAM',
  'LINKEDIN',
  'TIKTOK',
  'YOUTUBE',
]);
const distributionType = z.enum(['QUEUE', 'DRAW', 'AUCTION', 'APPOINTMENT', 'TIMED_RELEASE']);
const longestOffsetSeconds = 31_622_400;

const orNothing = <Schema extends z.ZodMiniType>(
  schema: Schema,
): z.ZodMiniOptional<z.ZodMiniNullable<Schema>> => z.optional(z.nullable(schema));

/** What is said, to whom, and when: the same in requests and answers, apart from the ids. */
const announcementContent = {
  timingStrategy: z.optional(z.enum(['POINT_IN_TIME', 'RELATIVE'])),
  scheduledAt: orNothing(timestamp),
  anchorEntity: orNothing(z.enum(['EXPERIENCE', 'DISTRIBUTION'])),
  anchorMoment: orNothing(z.enum(['OPEN', 'CLOSE', 'SETTLE'])),
  offsetSeconds: orNothing(z.int().check(z.minimum(-longestOffsetSeconds), z.maximum(longestOffsetSeconds))),
  distributionType: orNothing(distributionType),
  shortContent: orNothing(text(0, 1000)),
  imageUrl: orNothing(webUrl),
  link: orNothing(webUrl),
  templateData: orNothing(z.record(z.string(), z.unknown())),
  creativeDesignId: orNothing(text(1, 128)),
  creativeTemplateKey: orNothing(text(1, 128)),
  creativeDocument: orNothing(creativeDocumentSchema),
  metadata: orNothing(
    z.strictObject({
      email: z.optional(
        z.strictObject({
          fromEmail: email,
          replyToEmail: email,
          fromName: z.optional(text(1, 200)),
          replyToName: z.optional(text(1, 200)),
        }),
      ),
    }),
  ),
};

export const createAnnouncementSchema = z.strictObject({
  experienceId: idParam<ExperienceId>(),
  sequenceId: orNothing(idParam<SequenceId>()),
  distributionId: orNothing(idParam<DistributionId>()),
  type: announcementType,
  title: freeText(1, 500),
  content: freeText(1, 100_000),
  includeAudience: z.optional(z.boolean()),
  includeWaitlist: z.optional(z.boolean()),
  isDefault: z.optional(z.boolean()),
  timeZone: z.optional(text(1, 64)),
  ...announcementContent,
});
export const updateAnnouncementSchema = z.partial(createAnnouncementSchema);
export const announcementParamsSchema = z.strictObject({ announcementId: idParam<string>() });

export const listAnnouncementsSchema = z.strictObject({
  ...pageQuery,
  sortBy: z.optional(z.enum(['createdAt', 'title', 'scheduledAt'])),
  search: z.optional(text(2, 200)),
  experienceId: z.optional(idParam<ExperienceId>()),
});

export const announcementSchema = z.object({
  ...baseEntity,
  experienceId: id<ExperienceId>(),
  sequenceId: orNothing(id<SequenceId>()),
  distributionId: orNothing(id<DistributionId>()),
  type: announcementType,
  title: z.string(),
  content: z.string(),
  includeAudience: z.boolean(),
  includeWaitlist: z.boolean(),
  isDefault: z.boolean(),
  timeZone: z.string(),
  ...announcementContent,
});

/** What a new announcement says, to whom, and when. */
export interface CreateAnnouncement extends z.infer<typeof createAnnouncementSchema> {}
/** What changes about an announcement; what is left out stays as it is. */
export interface UpdateAnnouncement extends z.infer<typeof updateAnnouncementSchema> {}
/** Which announcements to list, and in which order. */
export interface ListAnnouncements extends z.infer<typeof listAnnouncementsSchema> {}
/** A message to an audience, a waitlist or the public, at a time or relative to a moment of an experience. */
export interface Announcement extends z.infer<typeof announcementSchema> {}
