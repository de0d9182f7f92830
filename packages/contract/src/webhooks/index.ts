export { webhookEventData } from './event-data.js';
export { webhookEventSamples } from './event-samples.js';
export { webhookSecretFields } from './secret-fields.js';
export { webhookEventTypes, type WebhookEventType } from './event-types.js';
export {
  webhookEnvelopeSchema,
  type KnownWebhookEvent,
  type UnknownWebhookEvent,
  type WebhookEvent,
  type WebhookEventData,
} from './event.js';
