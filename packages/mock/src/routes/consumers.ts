import { describeProfile } from '../consumers/describe-consumer.js';
import type { HandlersOf } from '../handler.js';
import { refuse } from '../refusal.js';
import { createConsumers } from '../state/consumers.js';
import { ownStateOf } from '../state/own-state.js';

/** The operations of this resource. */
type ConsumerOperation = 'consumers.me' | 'consumers.get';

/** A consumer's own state, and their profile for the merchant. */
export const consumerHandlers: HandlersOf<ConsumerOperation> = {
  'consumers.me': ({ context, principal }) => ownStateOf(context, principal),

  'consumers.get': ({ context, principal: { tenant }, params }) => {
    const consumer = context.use(createConsumers).find(tenant, params.consumerId);
    if (consumer === undefined) {
      return refuse('not_found', 'There is no such consumer.', { documented: 'Consumer not found' });
    }
    return describeProfile(context, consumer);
  },
};
