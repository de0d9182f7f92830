import * as z from 'zod/mini';
import type { AudienceId } from '../../ids.js';
import { limits } from '../../limits.js';
import { baseEntity } from '../products.js';
import { count, form, id, text, timestamp, webUrl } from '../shapes.js';

export const audienceImportSchema = z.object({
  ...baseEntity,
  audienceId: id<AudienceId>(),
  fileName: z.string(),
  status: z.enum(['PENDING', 'PROCESSING', 'COMPLETED', 'FAILED']),
  uploadUrl: z.optional(z.nullable(webUrl)),
  uploadUrlExpiresAt: z.optional(z.nullable(timestamp)),
  importedCount: count,
  skippedCount: count,
  error: z.optional(z.nullable(z.string())),
});

export const createAudienceImportSchema = z.strictObject({
  fileName: text(1, 200),
  contentType: z.literal('text/csv'),
  sizeBytes: z.int().check(z.minimum(1), z.maximum(limits.audienceImportBytes)),
  sha256: z.optional(form(/^[0-9a-f]{64}$/, '64 lower-case hexadecimal digits')),
});

export const importListsSchema = z.strictObject({
  listIds: z.array(text(1, 200)).check(z.minLength(1), z.maxLength(100)),
});

export const listsImportedSchema = z.object({
  imported: z.array(z.object({ listId: z.string(), audienceId: id<AudienceId>(), name: z.string() })),
  skipped: z.array(z.object({ listId: z.string(), reason: z.enum(['already_imported', 'unknown_list']) })),
});

/** A file of members on its way into an audience. */
export interface AudienceImport extends z.infer<typeof audienceImportSchema> {}
/** Which file will be uploaded; the address that is returned takes exactly this one. */
export interface CreateAudienceImport extends z.infer<typeof createAudienceImportSchema> {}
/** Which lists of a marketing tool become audiences. */
export interface ImportLists extends z.infer<typeof importListsSchema> {}
/** Which lists became audiences, and which did not. */
export interface ListsImported extends z.infer<typeof listsImportedSchema> {}
