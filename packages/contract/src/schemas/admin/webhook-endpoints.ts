import * as z from 'zod/mini';
import type { WebhookEndpointId } from '../../ids.js';
import { webhookEventTypes } from '../../webhooks/event-types.js';
import { pageQuery } from '../paging.js';
import { baseEntity } from '../products.js';
import { count, form, freeText, id, idParam, text, timestamp, webUrl } from '../shapes.js';

/** Why an endpoint gets nothing: the merchant said so, it answered 410, or it failed for too long. */
const disabledReason = z.enum(['merchant', 'gone', 'failing']);

/** The types of events that an endpoint wants; `*` stands for all of them, those of newer platforms included. */
const wantedTypes = z.array(z.enum([...webhookEventTypes, '*']));
const chosenTypes = wantedTypes.check(z.minLength(1), z.maxLength(100));

/** A week is long enough to hand a secret on, and short enough not to be forgotten. */
const longestOverlapSeconds = 604_800;

export const webhookEndpointSchema = z.object({
  ...baseEntity,
  id: id<WebhookEndpointId>(),
  url: webUrl,
  events: wantedTypes,
  description: z.nullable(z.string()),
  enabled: z.boolean(),
  disabledReason: z.nullable(disabledReason),
  secretLastFour: z.string(),
  previousSecretLastFour: z.nullable(z.string()),
  previousSecretEndsAt: z.nullable(timestamp),
  consecutiveFailures: count,
  failingSince: z.nullable(timestamp),
});
export const webhookEndpointWithSecretSchema = z.object({
  ...webhookEndpointSchema.shape,
  secret: text(32, 256),
});

export const createWebhookEndpointSchema = z.strictObject({
  url: webUrl,
  events: chosenTypes,
  secret: z.optional(
    form(
      /^whsec_[A-Za-z0-9+/=_-]{26,250}$/,
      '"whsec_" and 26 to 250 letters, digits and signs of base64, 32 characters at least in all',
    ),
  ),
  description: z.optional(z.nullable(freeText(1, 500))),
  enabled: z.optional(z.boolean()),
});
export const updateWebhookEndpointSchema = z.strictObject({
  url: z.optional(webUrl),
  events: z.optional(chosenTypes),
  description: createWebhookEndpointSchema.shape.description,
  enabled: z.optional(z.boolean()),
});
export const rollWebhookSecretSchema = z.strictObject({
  overlapSeconds: z.optional(count.check(z.maximum(longestOverlapSeconds))),
});
export const webhookEndpointParamsSchema = z.strictObject({ endpointId: idParam<WebhookEndpointId>() });
export const listWebhookEndpointsSchema = z.strictObject({
  ...pageQuery,
  sortBy: z.optional(z.enum(['createdAt', 'url'])),
  enabled: z.optional(z.boolean()),
});

/** An address that events are delivered to; of its secret only the last four characters are told. */
export interface WebhookEndpoint extends z.infer<typeof webhookEndpointSchema> {}
/** An endpoint with the secret that signs its deliveries: it is shown this once, and never again. */
export interface WebhookEndpointWithSecret extends z.infer<typeof webhookEndpointWithSecretSchema> {}
/** What a new endpoint is made of. */
export interface CreateWebhookEndpoint extends z.infer<typeof createWebhookEndpointSchema> {}
/** What changes about an endpoint; what is left out stays as it is. */
export interface UpdateWebhookEndpoint extends z.infer<typeof updateWebhookEndpointSchema> {}
/** How long the secret before the new one goes on signing as well. */
export interface RollWebhookSecret extends z.infer<typeof rollWebhookSecretSchema> {}
/** Which endpoints to list, and in which order. */
export interface ListWebhookEndpoints extends z.infer<typeof listWebhookEndpointsSchema> {}
