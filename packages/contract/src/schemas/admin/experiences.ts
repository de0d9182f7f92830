import * as z from 'zod/mini';
import type { ProductId, VariantId } from '../../ids.js';
import { experienceSchema } from '../experiences.js';
import { pageQuery } from '../paging.js';
import { baseEntity } from '../products.js';
import { count, form, freeText, idParam, text } from '../shapes.js';
import * as nested from './nested-distributions.js';
import { addSequenceProductSchema } from './sequence-products.js';
import { adminSequenceSchema, sequenceSettings } from './sequences.js';
import { adminThemeSchema } from './themes.js';

const locale = form(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, 'a locale such as "en" or "pt-BR"');
const name = freeText(1, 200);
const timeZone = z.optional(text(1, 64));
const theme = z.optional(z.nullable(adminThemeSchema));
const i18n = z.optional(z.nullable(z.record(locale, z.record(text(1, 200), text(0, 5000)))));
/** Whether pages may show what happens in it, without telling to whom. */
const activityFeed = z.optional(z.boolean());
const several = <Item extends z.ZodMiniType>(item: Item): z.ZodMiniOptional<z.ZodMiniArray<Item>> =>
  z.optional(z.array(item).check(z.maxLength(100)));

export const createExperienceProductSchema = z.strictObject({
  productId: idParam<ProductId>(),
  productVariantId: z.optional(z.nullable(idParam<VariantId>())),
  isPrimary: z.optional(z.boolean()),
  position: z.optional(count),
});

export const createExperienceSequenceSchema = z.strictObject({
  ...sequenceSettings,
  sequenceProducts: several(addSequenceProductSchema),
  queues: several(nested.nestedQueueSchema),
  draws: several(nested.nestedDrawSchema),
  auctions: several(nested.nestedAuctionSchema),
  appointments: several(nested.nestedAppointmentSchema),
  timedReleases: several(nested.nestedTimedReleaseSchema),
});

export const createExperienceSchema = z.strictObject({
  name,
  timeZone,
  accessCode: z.optional(z.nullable(text(1, 200))),
  theme,
  i18n,
  activityFeed,
  products: several(createExperienceProductSchema),
  sequence: z.optional(createExperienceSequenceSchema),
});
export const updateExperienceSchema = z.strictObject({
  name: z.optional(name),
  timeZone,
  theme,
  i18n,
  activityFeed,
});

export const listExperiencesSchema = z.strictObject({
  ...pageQuery,
  sortBy: z.optional(z.enum(['createdAt', 'name', 'openAt'])),
  search: z.optional(text(2, 200)),
});

export const adminExperienceSchema = z.extend(experienceSchema, {
  ...baseEntity,
  id: experienceSchema.shape.id,
  accessCode: z.optional(z.nullable(z.string())),
  activityFeed,
  sequences: z.optional(z.nullable(z.array(adminSequenceSchema))),
});

export const sequenceFiguresSchema = z.object({
  waitlistSize: count,
  audienceSize: count,
  audienceName: z.optional(z.string()),
  waitlistSize1d: count,
  waitlistSize2d: count,
  waitlistSize3d: count,
  waitlistSize4d: count,
  waitlistSize5d: count,
  waitlistSize5plus: count,
});
export const experienceMetricsSchema = z.object({
  sequences: z.record(z.string(), sequenceFiguresSchema),
});

/** A product that a new experience offers. */
export interface CreateExperienceProduct extends z.infer<typeof createExperienceProductSchema> {}
/** The first sequence of a new experience, with everything that it hands out. */
export interface CreateExperienceSequence extends z.infer<typeof createExperienceSequenceSchema> {}
/** What a new experience is made of: all of it is created, or nothing. */
export interface CreateExperience extends z.infer<typeof createExperienceSchema> {}
/** What changes about an experience; what is left out stays as it is. */
export interface UpdateExperience extends z.infer<typeof updateExperienceSchema> {}
/** Which experiences to list, and in which order. */
export interface ListExperiences extends z.infer<typeof listExperiencesSchema> {}
/** An experience as its merchant sees it, with the codes that open its sequences. */
export interface AdminExperience extends z.infer<typeof adminExperienceSchema> {}
/** How many wait for a sequence, by the days that they have waited, and how many it is meant for. */
export interface SequenceFigures extends z.infer<typeof sequenceFiguresSchema> {}
/** The figures of every sequence of an experience, by its id. */
export interface ExperienceMetrics extends z.infer<typeof experienceMetricsSchema> {}
