import type { AuthSession } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { refuse } from '../refusal.js';
import { createConsumers } from '../state/consumers.js';
import { createExternalIdentities } from '../state/external-identities.js';
import { guardActive } from './guard-active.js';
import { replaceSession, type Before } from './replace-session.js';

/** Who was signed in before, what they show, and where. */
export interface ExchangeExternalOptions {
  readonly before: Before;
  readonly code: string;
  readonly deviceLabel: string;
  /** The thumbprint of the key that the new tokens are to be bound to. */
  readonly proofKey: string | undefined;
}

/**
 * Signs in whoever an exchange code was made for. A guest takes everything along; a consumer who is signed in
 * already is never joined with another one.
 *
 * @throws {MockRefusal} `exchange_code_invalid`, `exchange_code_expired`, `already_linked` or
 *   `consumer_conflict`; `forbidden` where the merchant made the consumer inactive.
 */
export async function exchangeExternal(
  context: MockContext,
  { before, code, deviceLabel, proofKey }: ExchangeExternalOptions,
): Promise<AuthSession> {
  const { tenant } = before;
  const identities = context.use(createExternalIdentities);
  const outcome = identities.takeCode(tenant, code);
  if (outcome.kind === 'expired') return refuse('exchange_code_expired', 'The exchange code has expired.');
  const consumer =
    outcome.kind === 'ok' ? context.use(createConsumers).find(tenant, outcome.consumerId) : undefined;
  if (outcome.kind === 'invalid' || consumer === undefined || consumer.archived) {
    return refuse('exchange_code_invalid', 'The exchange code is unknown or was used before.');
  }
  if (before.kind === 'consumer' && !before.isGuest && before.consumerId !== consumer.id) {
    if (identities.hasAnother(tenant, before.consumerId, outcome.identity)) {
      return refuse(
        'already_linked',
        'The signed-in consumer has another identity at this provider; log out first.',
      );
    }
    return refuse('consumer_conflict', 'Another consumer is signed in; log out first.');
  }
  guardActive(consumer);
  return replaceSession(context, { before, consumer, deviceLabel, methods: ['external'], proofKey });
}
