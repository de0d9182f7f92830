import { refuse } from '../refusal.js';
import { createConsumers } from '../state/consumers.js';
import type { ProvenCall } from './proven-call.js';

/** Refuses operations that the settings keep for consumers who proved that their e-mail address is theirs. */
export function guardVerifiedEmail({ operation, context, principal }: ProvenCall): void {
  if (principal.kind !== 'consumer') return;
  if (!context.settings.verifiedEmailOperations.includes(operation.id)) return;
  const consumer = context.use(createConsumers).find(principal.tenant, principal.consumerId);
  if (consumer?.email !== undefined && consumer.verified.has(consumer.email)) return;
  refuse('email_unverified', 'Prove the e-mail address first, then call once more.');
}
