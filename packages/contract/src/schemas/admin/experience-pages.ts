import * as z from 'zod/mini';
import type { ExperienceId } from '../../ids.js';
import { pageQuery } from '../paging.js';
import { baseEntity } from '../products.js';
import { form, freeText, id, idParam, text, withoutCardNumbers } from '../shapes.js';
import { creativeDocumentSchema } from './creative-documents.js';

const slug = form(
  /^(?=.{1,64}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
  'up to 64 small letters, digits and "-", with no "-" at either end',
);
const document = z.extend(creativeDocumentSchema, { kind: z.literal('experience-page') });
const metadata = z.optional(z.nullable(z.record(z.string(), z.unknown())));
const creativeTemplateKey = z.optional(z.nullable(text(1, 128)));

export const createExperiencePageSchema = z.strictObject({
  experienceId: idParam<ExperienceId>(),
  slug,
  title: freeText(1, 500),
  creativeDocument: document,
  creativeTemplateKey,
  metadata: withoutCardNumbers(metadata),
});
export const updateExperiencePageSchema = z.partial(createExperiencePageSchema);
export const experiencePageParamsSchema = z.strictObject({ experiencePageId: idParam<string>() });

export const listExperiencePagesSchema = z.strictObject({
  ...pageQuery,
  sortBy: z.optional(z.enum(['createdAt', 'slug', 'title'])),
  search: z.optional(text(2, 200)),
  experienceId: z.optional(idParam<ExperienceId>()),
});

export const experiencePageSchema = z.object({
  ...baseEntity,
  experienceId: id<ExperienceId>(),
  slug: z.string(),
  title: z.string(),
  creativeDocument: document,
  creativeTemplateKey,
  metadata,
});

/** What a new page is made of. */
export interface CreateExperiencePage extends z.infer<typeof createExperiencePageSchema> {}
/** What changes about a page; what is left out stays as it is. */
export interface UpdateExperiencePage extends z.infer<typeof updateExperiencePageSchema> {}
/** Which pages to list, and in which order. */
export interface ListExperiencePages extends z.infer<typeof listExperiencePagesSchema> {}
/** A page of its own for an experience, under a slug. */
export interface ExperiencePage extends z.infer<typeof experiencePageSchema> {}
