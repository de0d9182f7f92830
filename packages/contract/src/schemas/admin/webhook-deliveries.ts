import * as z from 'zod/mini';
import type { OrganizationId, WebhookDeliveryId, WebhookEndpointId, WebhookEventId } from '../../ids.js';
import { pageQuery } from '../paging.js';
import { id, idParam, text, timestamp } from '../shapes.js';
import { webhookEndpointParamsSchema } from './webhook-endpoints.js';

const deliveryStatus = z.enum(['pending', 'delivered', 'failed']);
const deliveryOrigin = z.enum(['event', 'replay', 'test']);

export const webhookDeliveryAttemptSchema = z.object({
  at: timestamp,
  status: z.nullable(z.int()),
  error: z.nullable(z.string()),
  trigger: z.enum(['schedule', 'manual']),
});
export const webhookDeliverySchema = z.object({
  id: id<WebhookDeliveryId>(),
  organizationId: id<OrganizationId>(),
  endpointId: id<WebhookEndpointId>(),
  eventId: id<WebhookEventId>(),
  eventType: z.string(),
  origin: deliveryOrigin,
  status: deliveryStatus,
  createdAt: timestamp,
  nextAttemptAt: z.nullable(timestamp),
  attempts: z.array(webhookDeliveryAttemptSchema),
});

export const listWebhookDeliveriesSchema = z.strictObject({
  ...pageQuery,
  sortBy: z.optional(z.enum(['createdAt'])),
  status: z.optional(deliveryStatus),
  origin: z.optional(deliveryOrigin),
  eventType: z.optional(text(1, 128)),
  eventId: z.optional(idParam<WebhookEventId>()),
});
export const webhookDeliveryParamsSchema = z.strictObject({
  ...webhookEndpointParamsSchema.shape,
  deliveryId: idParam<WebhookDeliveryId>(),
});

/** One attempt of a delivery: the status that the receiver answered with, or why there was no answer. */
export interface WebhookDeliveryAttempt extends z.infer<typeof webhookDeliveryAttemptSchema> {}
/** One event on its way to one endpoint, with every attempt and the time of the next. */
export interface WebhookDelivery extends z.infer<typeof webhookDeliverySchema> {}
/** Which deliveries of an endpoint to list. */
export interface ListWebhookDeliveries extends z.infer<typeof listWebhookDeliveriesSchema> {}
