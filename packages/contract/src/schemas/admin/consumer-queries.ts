import * as z from 'zod/mini';
import type { AudienceId } from '../../ids.js';
import { pageQuery } from '../paging.js';
import { count, idParam, text, timestamp } from '../shapes.js';

export const listConsumersSchema = z.strictObject({
  ...pageQuery,
  sortBy: z.optional(
    z.enum(['createdAt', 'email', 'fullName', 'lastOrderAt', 'totalOrderValue', 'totalOrders']),
  ),
  search: z.optional(text(2, 200)),
  createdAfter: z.optional(timestamp),
  createdBefore: z.optional(timestamp),
  audienceId: z.optional(idParam<AudienceId>()),
  include: z.optional(z.array(z.enum(['audiences'])).check(z.maxLength(1))),
});

export const getConsumerSchema = z.strictObject({
  include: z.optional(z.array(z.enum(['audiences', 'orders'])).check(z.maxLength(2))),
});

const limit = z.optional(z.int().check(z.minimum(1), z.maximum(100)));

export const readConsumerTimelineSchema = z.strictObject({ limit, offset: z.optional(count) });
export const listLoyaltyTransactionsSchema = z.strictObject({ limit, cursor: z.optional(text(1, 512)) });

/** Which consumers to list, in which order, and with what. */
export interface ListConsumers extends z.infer<typeof listConsumersSchema> {}
/** What to read along with a consumer. */
export interface GetConsumer extends z.infer<typeof getConsumerSchema> {}
/** Which part of a timeline to read, the newest first. */
export interface ReadConsumerTimeline extends z.infer<typeof readConsumerTimelineSchema> {}
/** Which part of the loyalty transactions to read, the newest first. */
export interface ListLoyaltyTransactions extends z.infer<typeof listLoyaltyTransactionsSchema> {}
