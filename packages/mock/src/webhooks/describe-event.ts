import type { WebhookEventRecord } from '@fanfare/contract/admin';
import { webhookSecretFields } from '@fanfare/contract/webhooks';
import type { StoredEvent } from './event-store.js';

const secretFields: readonly string[] = webhookSecretFields;

/** Describes an event as the Admin service does: whoever may read lists need not be able to spend grants. */
export function eventOf({ body }: StoredEvent): WebhookEventRecord {
  const envelope = JSON.parse(body) as WebhookEventRecord; // it was sealed as one
  const open = Object.entries(envelope.data).filter(([name]) => !secretFields.includes(name));
  return { ...envelope, data: Object.fromEntries(open) };
}
