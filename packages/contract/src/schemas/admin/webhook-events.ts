import * as z from 'zod/mini';
import type { WebhookEndpointId } from '../../ids.js';
import { webhookEnvelopeSchema } from '../../webhooks/event.js';
import { webhookEventTypes } from '../../webhooks/event-types.js';
import { pageQuery } from '../paging.js';
import { count, id, idParam, timestamp } from '../shapes.js';

const eventType = z.enum(webhookEventTypes);
const someTypes = z.optional(z.array(eventType).check(z.minLength(1), z.maxLength(100)));

export const webhookEventRecordSchema = z.object({ ...webhookEnvelopeSchema.shape });

export const listWebhookEventsSchema = z.strictObject({
  ...pageQuery,
  sortBy: z.optional(z.enum(['timestamp'])),
  startTime: z.optional(timestamp),
  endTime: z.optional(timestamp),
  eventTypes: someTypes,
});
export const sendTestWebhookSchema = z.strictObject({
  endpointId: idParam<WebhookEndpointId>(),
  eventType,
});
export const replayWebhookEventsSchema = z.strictObject({
  startTime: timestamp,
  endTime: timestamp,
  eventTypes: someTypes,
});
export const webhookReplaySchema = z.object({ endpointId: id<WebhookEndpointId>(), events: count });

/** Something that happened, in the envelope that it was delivered in, without grants and payment tokens. */
export interface WebhookEventRecord extends z.infer<typeof webhookEventRecordSchema> {}
/** Which events to list: those from `startTime` to `endTime`, both included, of some types. */
export interface ListWebhookEvents extends z.infer<typeof listWebhookEventsSchema> {}
/** Where to send a sample of which type. */
export interface SendTestWebhook extends z.infer<typeof sendTestWebhookSchema> {}
/** Which events to send again: those from `startTime` to `endTime`, both included, of some types. */
export interface ReplayWebhookEvents extends z.infer<typeof replayWebhookEventsSchema> {}
/** How many events were found, and are delivered again. */
export interface WebhookReplay extends z.infer<typeof webhookReplaySchema> {}
