import type { CreateConsumer, UpdateConsumer } from '@fanfare/contract/admin';
import { containsCardNumber } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { refuse } from '../refusal.js';
import type { ConsumerPatch } from '../state/consumer-row.js';
import { createConsumers, type Consumer } from '../state/consumers.js';
import { normalizeAddress } from '../state/normalize-address.js';
import type { Tenant } from '../tenant.js';

/** What a merchant writes, and whom it is about, if they are there already. */
export interface Writing {
  readonly tenant: Tenant;
  readonly body: CreateConsumer | UpdateConsumer;
  readonly about?: Consumer;
}

/**
 * Turns what a merchant writes about a consumer into what is kept.
 *
 * @throws {MockRefusal} `validation_error` where the e-mail address is somebody else's, `card_data_not_allowed` where a
 *   text holds the number of a payment card.
 */
export function patchOf(context: MockContext, { tenant, body, about }: Writing): ConsumerPatch {
  if ([body.fullName, ...textsOf(body.metadata)].some((text) => containsCardNumber(text ?? ''))) {
    refuse('card_data_not_allowed', 'Numbers of payment cards must not be kept here.');
  }
  const email = body.email === undefined ? undefined : normalizeAddress({ email: body.email });
  const phone = body.phone === undefined ? undefined : normalizeAddress({ phone: body.phone });
  const owner = email === undefined ? undefined : context.use(createConsumers).findByEmail(tenant, email);
  if (owner !== undefined && owner !== about) {
    refuse('validation_error', 'Another consumer has this e-mail address.', {
      documented: 'Email already exists',
    });
  }
  return { ...body, email, phone };
}

function textsOf(metadata: UpdateConsumer['metadata'] = {}): readonly string[] {
  return Object.entries(metadata).flatMap(([name, value]) => [name, ...[value].flat().map(String)]);
}
