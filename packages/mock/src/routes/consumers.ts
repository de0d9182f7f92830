import { describeProfile } from '../consumers/describe-consumer.js';
import { erasureMs, queueErasure } from '../consumers/erase-consumer.js';
import { findLiveConsumer } from '../consumers/find-consumer.js';
import type { HandlersOf } from '../handler.js';
import { createConsumerExports } from '../privacy/consumer-exports.js';
import { describeOwnExport } from '../privacy/describe-export.js';
import { refuse } from '../refusal.js';
import { createConsumers } from '../state/consumers.js';
import { isoTime } from '../state/iso-time.js';
import { ownStateOf } from '../state/own-state.js';

/** The operations of this resource. */
type ConsumerOperation = `consumers.${'me' | 'get' | 'requestExport' | 'export' | 'erase'}`;

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

  'consumers.requestExport': ({ context, principal }) => {
    const consumer = findLiveConsumer(context, principal);
    const exports = context.use(createConsumerExports);
    return describeOwnExport(
      exports.underWay(consumer, by) ?? exports.start(consumer, { format: 'json', by }),
    );
  },

  'consumers.export': ({ context, principal, params }) => {
    const row = context.use(createConsumerExports).find({ ...principal, ...params });
    // What a merchant asked for is the merchant's to hand out.
    if (row === undefined || row.createdBy !== by) return refuse('not_found', 'There is no such export.');
    return describeOwnExport(row);
  },

  'consumers.erase': ({ context, principal }) => {
    queueErasure(context, { consumer: findLiveConsumer(context, principal), by });
    const now = context.clock.now();
    return {
      consumerId: principal.consumerId,
      requestedAt: isoTime(now),
      dueAt: isoTime(now + erasureMs),
    };
  },
};

/** What a consumer does, as entities name who did it. */
const by = 'consumer';
