import { webhookEnvelopeSchema, webhookEventData } from '@fanfare/contract/webhooks';
import type { MockContext } from '../context.js';
import type { SealedEvent } from '../webhooks/seal-event.js';
import { reshape } from './reshape.js';

/** Writes a sealed event the way the platform that is played delivers it. */
export function reshapeEvent(event: SealedEvent, context: Pick<MockContext, 'settings'>): SealedEvent {
  if (context.settings.platformVersion === 'current' || !isKnown(event.type)) return event;
  const envelope = JSON.parse(event.body) as { readonly data: unknown }; // it was sealed as one
  const data = reshape(webhookEventData[event.type], { context, value: envelope.data });
  const told = reshape(webhookEnvelopeSchema, { context, value: { ...envelope, data } });
  return { ...event, body: JSON.stringify(told) };
}

function isKnown(type: string): type is keyof typeof webhookEventData {
  return Object.hasOwn(webhookEventData, type);
}
