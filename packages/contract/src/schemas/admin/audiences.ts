import * as z from 'zod/mini';
import type { AudienceId } from '../../ids.js';
import { pageQuery } from '../paging.js';
import { baseEntity } from '../products.js';
import { count, freeText, id, idParam, text, withoutCardNumbers } from '../shapes.js';
import { audienceImportSchema } from './audience-imports.js';
import { audienceRuleSchema, writeAudienceRuleSchema } from './audience-rules.js';
import { audienceGroupTypeSchema, audienceTypeSchema } from './audience-type.js';

const word = z.optional(z.nullable(z.string()));
const metadata = z.optional(z.nullable(z.record(z.string(), z.unknown())));

export const audienceSchema = z.object({
  ...baseEntity,
  id: id<AudienceId>(),
  name: z.string(),
  description: word,
  type: audienceTypeSchema,
  iconName: word,
  metadata,
  version: count,
  groupId: word,
  groupType: z.optional(z.nullable(audienceGroupTypeSchema)),
  groupName: word,
  rules: z.optional(z.array(audienceRuleSchema)),
  imports: z.optional(z.array(audienceImportSchema)),
});

const settings = {
  name: freeText(1, 200),
  description: z.optional(z.nullable(freeText(0, 2000))),
  iconName: z.optional(z.nullable(text(1, 100))),
  metadata: withoutCardNumbers(metadata),
  refreshIntervalSeconds: z.optional(z.nullable(z.int().check(z.minimum(60), z.maximum(2_592_000)))),
};

export const createAudienceSchema = z.strictObject({
  ...settings,
  type: audienceTypeSchema,
  rules: z.optional(z.array(writeAudienceRuleSchema).check(z.maxLength(50))),
});
export const updateAudienceSchema = z.partial(z.strictObject(settings));
export const audienceParamsSchema = z.strictObject({ audienceId: idParam<AudienceId>() });

export const listAudiencesSchema = z.strictObject({
  ...pageQuery,
  sortBy: z.optional(z.enum(['createdAt', 'name', 'lastRefreshedAt'])),
  search: z.optional(text(2, 200)),
});

/** A set of consumers that ways through an experience can be reserved for. */
export interface Audience extends z.infer<typeof audienceSchema> {}
/** What a new audience is made of; rules are for dynamic ones only. */
export interface CreateAudience extends z.infer<typeof createAudienceSchema> {}
/** What changes about an audience; what is left out stays as it is. */
export interface UpdateAudience extends z.infer<typeof updateAudienceSchema> {}
/** Which audiences to list, and in which order. */
export interface ListAudiences extends z.infer<typeof listAudiencesSchema> {}
