import type { MockContext } from '../context.js';
import { refuse } from '../refusal.js';
import { createConsumers, type Consumer } from '../state/consumers.js';
import type { Tenant } from '../tenant.js';

/** Which consumer is meant. */
export interface ConsumerKey {
  readonly tenant: Tenant;
  readonly consumerId: string;
}

/** @throws {MockRefusal} `not_found` */
export function findConsumer(context: MockContext, { tenant, consumerId }: ConsumerKey): Consumer {
  return context.use(createConsumers).find(tenant, consumerId) ?? refuseUnknown();
}

/** @throws {MockRefusal} `not_found`, also where a consumer waits for their erasure. */
export function findLiveConsumer(context: MockContext, key: ConsumerKey): Consumer {
  const consumer = findConsumer(context, key);
  return consumer.archived ? refuseUnknown() : consumer;
}

function refuseUnknown(): never {
  return refuse('not_found', 'There is no such consumer.', { documented: 'Consumer not found' });
}
