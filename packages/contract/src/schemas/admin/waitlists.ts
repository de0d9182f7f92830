import * as z from 'zod/mini';
import type { ConsumerId, OrganizationId, SequenceId, WaitlistEntryId, WaitlistId } from '../../ids.js';
import { pageQuery } from '../paging.js';
import { baseEntity } from '../products.js';
import { count, form, id, idParam, timestamp } from '../shapes.js';
import { waitlistParamsSchema } from '../waitlists.js';

const capacity = z.nullable(z.int().check(z.minimum(1), z.maximum(10_000_000)));

export const waitlistSchema = z.object({
  ...baseEntity,
  id: id<WaitlistId>(),
  sequenceId: id<SequenceId>(),
  capacity: z.optional(z.nullable(count)),
});

export const waitlistEntryStatusSchema = z.enum(['waitlisted', 'notified', 'converted', 'expired', 'left']);
export const waitlistConsumerSchema = z.object({
  id: id<WaitlistEntryId>(),
  organizationId: id<OrganizationId>(),
  consumerId: id<ConsumerId>(),
  waitlistId: id<WaitlistId>(),
  status: waitlistEntryStatusSchema,
  enteredAt: timestamp,
  notifiedAt: z.optional(timestamp),
  updatedAt: z.optional(timestamp),
});

export const waitlistExportSchema = z.object({
  ...baseEntity,
  waitlistId: id<WaitlistId>(),
  status: z.enum(['PENDING', 'PROCESSING', 'COMPLETED', 'FAILED']),
  progress: z.number().check(z.minimum(0), z.maximum(100)),
  consumerCount: count,
  error: z.optional(z.string()),
  lastFileId: z.optional(z.int()),
});
export const waitlistExportFileSchema = z.string();

export const listWaitlistsSchema = z.strictObject({
  ...pageQuery,
  sortBy: z.optional(z.enum(['createdAt'])),
  sequenceId: z.optional(idParam<SequenceId>()),
});
export const createWaitlistSchema = z.strictObject({
  sequenceId: idParam<SequenceId>(),
  capacity: z.optional(capacity),
});
export const updateWaitlistSchema = z.strictObject({ capacity });
export const enterSequenceWaitlistSchema = z.strictObject({ consumerId: idParam<ConsumerId>() });

export const waitlistExportParamsSchema = z.strictObject({
  ...waitlistParamsSchema.shape,
  fileId: form(/^\d{1,9}$/, 'the number of a file'),
});

/** A list of those who want to hear of a sequence. */
export interface Waitlist extends z.infer<typeof waitlistSchema> {}
/** What became of an entry in a waitlist. */
export type WaitlistEntryStatus = z.infer<typeof waitlistEntryStatusSchema>;
/** A consumer's entry in a waitlist, as the merchant sees it. */
export interface WaitlistConsumer extends z.infer<typeof waitlistConsumerSchema> {}
/** A file of a waitlist in the making, or made. */
export interface WaitlistExport extends z.infer<typeof waitlistExportSchema> {}
/** The waitlist as CSV with a line of headings. */
export type WaitlistExportFile = z.infer<typeof waitlistExportFileSchema>;
/** Which waitlists to list, and in which order. */
export interface ListWaitlists extends z.infer<typeof listWaitlistsSchema> {}
/** What a new waitlist is made of. */
export interface CreateWaitlist extends z.infer<typeof createWaitlistSchema> {}
/** How many a waitlist takes from now on; `null` for any number. */
export interface UpdateWaitlist extends z.infer<typeof updateWaitlistSchema> {}
/** Whom to enter in the waitlist of a sequence. */
export interface EnterSequenceWaitlist extends z.infer<typeof enterSequenceWaitlistSchema> {}
