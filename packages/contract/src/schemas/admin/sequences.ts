import * as z from 'zod/mini';
import type { ExperienceId, SequenceId } from '../../ids.js';
import { sequenceSchema } from '../experiences.js';
import { pageQuery } from '../paging.js';
import { baseEntity } from '../products.js';
import { count, form, freeText, idParam, text } from '../shapes.js';
import { announcementSchema } from './announcements.js';

/** What a merchant may set on a sequence, whether by itself or together with its experience. */
export const sequenceSettings = {
  name: freeText(1, 200),
  audienceId: z.optional(z.nullable(idParam<string>())),
  accessCode: z.optional(z.nullable(text(1, 200))),
  priority: z.optional(z.int().check(z.minimum(-1_000_000), z.maximum(1_000_000))),
  productSelectionMode: z.optional(z.nullable(z.enum(['USER_SELECTED', 'SYSTEM_ASSIGNED']))),
};

const color = z.optional(z.nullable(form(/^#[0-9a-fA-F]{6}$/, 'a colour such as "#1f4fd8"')));

export const createSequenceSchema = z.strictObject({
  experienceId: idParam<ExperienceId>(),
  ...sequenceSettings,
  color,
});
export const updateSequenceSchema = z.partial(z.strictObject({ ...sequenceSettings, color }));
export const adminSequenceParamsSchema = z.strictObject({ sequenceId: idParam<SequenceId>() });

export const listSequencesSchema = z.strictObject({
  ...pageQuery,
  sortBy: z.optional(z.enum(['createdAt', 'name', 'priority'])),
  search: z.optional(text(2, 200)),
  experienceId: z.optional(idParam<ExperienceId>()),
});

export const adminSequenceSchema = z.extend(sequenceSchema, {
  ...baseEntity,
  id: sequenceSchema.shape.id,
  color: z.optional(z.nullable(z.string())),
  accessCode: z.optional(z.nullable(z.string())),
  announcements: z.optional(z.array(announcementSchema)),
});

export const sequenceMetricsSchema = z.object({ subscriberCount: count });

/** What a new sequence is made of. */
export interface CreateSequence extends z.infer<typeof createSequenceSchema> {}
/** What changes about a sequence; what is left out stays as it is. */
export interface UpdateSequence extends z.infer<typeof updateSequenceSchema> {}
/** Which sequences to list, and in which order. */
export interface ListSequences extends z.infer<typeof listSequencesSchema> {}
/** A sequence as its merchant sees it, with the code that opens it. */
export interface AdminSequence extends z.infer<typeof adminSequenceSchema> {}
/** How many consumers wait to hear from a sequence. */
export interface SequenceMetrics extends z.infer<typeof sequenceMetricsSchema> {}
