import { adminOperation } from '../../admin-operation.js';
import * as endpoints from '../../schemas/admin/webhook-endpoints.js';
import { webhookDeliverySchema } from '../../schemas/admin/webhook-deliveries.js';
import * as events from '../../schemas/admin/webhook-events.js';
import { pageOf } from '../../schemas/paging.js';
import { adminWebhookDeliveryOperations } from './webhook-deliveries.js';

const params = endpoints.webhookEndpointParamsSchema;
const response = endpoints.webhookEndpointSchema;
const stability = 'extension';

/** Webhook endpoints: where events are delivered to, under which secret, and what became of them. */
export const adminWebhookOperations = {
  events: adminOperation('admin.webhooks.events', 'GET /webhooks/events', {
    summary: 'Lists what happened, the newest first, whether or not an endpoint was told.',
    description:
      'The platform remembers a bounded number of events for 30 days. Grants and payment tokens are left out: they are in the deliveries only.',
    query: events.listWebhookEventsSchema,
    response: pageOf(events.webhookEventRecordSchema),
    errors: [],
    stability,
  }),
  test: adminOperation('admin.webhooks.test', 'POST /webhooks/test', {
    summary:
      'Sends a sample of an event to an endpoint, signed like any other, and returns what it answered.',
    description:
      'It is sent once, also to a disabled endpoint. Nothing of it happened: the ids in a sample end in `_sample`, and name nothing.',
    body: events.sendTestWebhookSchema,
    response: webhookDeliverySchema,
    errors: ['conflict'],
    stability,
  }),
  list: adminOperation('admin.webhooks.list', 'GET /webhooks', {
    summary: 'Lists webhook endpoints, the newest first.',
    query: endpoints.listWebhookEndpointsSchema,
    response: pageOf(endpoints.webhookEndpointSchema),
    errors: [],
    stability,
  }),
  create: adminOperation('admin.webhooks.create', 'POST /webhooks', {
    summary: 'Adds a webhook endpoint, and returns it with its secret, once.',
    description:
      'Only https addresses on the internet are taken: no credentials, no fragment, nothing private. A secret is made where none is given. Not repeatable, because an answer with a secret is kept nowhere. A tenant has 50 at most, not counting archived ones; the next is a `conflict`.',
    body: endpoints.createWebhookEndpointSchema,
    response: endpoints.webhookEndpointWithSecretSchema,
    errors: ['conflict'],
    retry: 'never',
    stability,
  }),
  get: adminOperation('admin.webhooks.get', 'GET /webhooks/{endpointId}', {
    summary: 'Reads a webhook endpoint, also an archived one.',
    params,
    response,
    errors: [],
    stability,
  }),
  update: adminOperation('admin.webhooks.update', 'PATCH /webhooks/{endpointId}', {
    summary: 'Changes a webhook endpoint; what is left out stays as it is.',
    description:
      'Enabling an endpoint that was disabled by its failures forgets them. What happened meanwhile is not sent by itself: `replay` sends it.',
    params,
    body: endpoints.updateWebhookEndpointSchema,
    response,
    errors: ['conflict'],
    stability,
  }),
  archive: adminOperation('admin.webhooks.archive', 'DELETE /webhooks/{endpointId}', {
    summary: 'Archives a webhook endpoint: nothing is delivered to it any more.',
    params,
    response,
    errors: [],
    stability,
  }),
  rollSecret: adminOperation('admin.webhooks.rollSecret', 'POST /webhooks/{endpointId}/roll-secret', {
    summary: 'Gives a webhook endpoint a new secret, and returns it, once.',
    description:
      'For `overlapSeconds`, a day where nothing is said, every delivery is signed with both secrets. 0 ends the old one at once, which is right when it leaked. Two secrets sign at most: a second roll with an overlap is a `conflict` while the first one lasts. Not repeatable, because an answer with a secret is kept nowhere: who lost it rolls again with an overlap of 0.',
    params,
    body: endpoints.rollWebhookSecretSchema,
    response: endpoints.webhookEndpointWithSecretSchema,
    errors: ['conflict'],
    retry: 'never',
    stability,
  }),
  replay: adminOperation('admin.webhooks.replay', 'POST /webhooks/{endpointId}/replay', {
    summary:
      'Delivers to an endpoint again what happened in a span of time: the same events under the same ids.',
    description:
      'Of the types that the endpoint wants, or of those among them that are named. Every delivery is new, freshly signed, and tried again like any other.',
    params,
    body: events.replayWebhookEventsSchema,
    response: events.webhookReplaySchema,
    errors: ['conflict'],
    stability,
  }),
  deliveries: adminWebhookDeliveryOperations,
};
