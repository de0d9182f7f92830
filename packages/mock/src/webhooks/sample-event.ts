import { webhookEventSamples, type WebhookEventType } from '@fanfare/contract/webhooks';
import type { PublishedEvent } from '../context.js';
import type { Tenant } from '../tenant.js';
import { sealEvent, type Seal, type SealedEvent } from './seal-event.js';

/** Which sample is wanted, and by whom. */
export interface SampleOrder {
  readonly tenant: Tenant;
  readonly type: WebhookEventType;
}

/** Makes an event that did not happen, of the sample data of the contract. */
export function sampleEvent({ tenant, type }: SampleOrder, seal: Seal): SealedEvent {
  const event = { ...tenant, type, data: webhookEventSamples[type] } as PublishedEvent; // type and data go together
  const sealed = sealEvent(event, seal);
  if ('defect' in sealed) throw new Error(sealed.defect);
  return { ...sealed, personId: undefined };
}
