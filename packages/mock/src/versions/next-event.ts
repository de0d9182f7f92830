import type { PublishedEvent } from '../context.js';
import type { Seal, SealedEvent } from '../webhooks/seal-event.js';
import { nextField, nextWord } from './as-next.js';

/** Makes an event of a type that only a later platform has, for whoever wants all types. */
export function nextEvent({ organizationId }: PublishedEvent, { id, now }: Seal): SealedEvent {
  const type = `queue.${nextWord}`;
  const timestamp = new Date(now).toISOString();
  const body = JSON.stringify({ id, type, timestamp, organizationId, data: nextField, ...nextField });
  return { id, type, body, personId: undefined };
}
