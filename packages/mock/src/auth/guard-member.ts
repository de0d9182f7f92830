import type { MockContext } from '../context.js';
import type { ConsumerPrincipal } from '../principal.js';
import { refuse } from '../refusal.js';
import { createConsumers, type Consumer } from '../state/consumers.js';

/**
 * Finds the consumer who calls, where it is somebody.
 *
 * @throws {MockRefusal} `forbidden` for a guest.
 */
export function guardMember(context: MockContext, { tenant, consumerId }: ConsumerPrincipal): Consumer {
  const consumer = context.use(createConsumers).find(tenant, consumerId);
  if (consumer === undefined || consumer.isGuest) return refuse('forbidden', 'Guests sign in first.');
  return consumer;
}
