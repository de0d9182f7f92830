import { endSessions } from '../../auth/end-sessions.js';
import { createBatch } from '../../consumers/create-consumers.js';
import { describeConsumer, describeProfile } from '../../consumers/describe-consumer.js';
import { describeWith, membershipsOf } from '../../consumers/describe-with.js';
import { queueErasure } from '../../consumers/erase-consumer.js';
import { findConsumer, findLiveConsumer } from '../../consumers/find-consumer.js';
import { listConsumers } from '../../consumers/list-consumers.js';
import { loyaltyTransactionsOf } from '../../consumers/loyalty-transactions-of.js';
import { spreadOut } from '../../consumers/spread-out.js';
import { timelineOf } from '../../consumers/timeline-of.js';
import { patchOf } from '../../consumers/write-consumer.js';
import type { HandlersOf } from '../../handler.js';
import { createConsumers } from '../../state/consumers.js';
import { createSecondFactors } from '../../state/second-factors.js';
import { createSessions } from '../../state/sessions.js';

/** The operations of this resource. */
type AdminConsumerOperation =
  `admin.consumers.${'list' | 'get' | 'update' | 'erase' | 'resetMfa' | 'audiences' | 'timeline' | 'loyaltyTransactions' | 'createBatch' | 'distribution'}`;

const usualBuckets = 10;

/** Consumers, as the merchant's administration sees them. */
export const adminConsumerHandlers: HandlersOf<AdminConsumerOperation> = {
  'admin.consumers.list': ({ context, principal: { tenant }, query }) =>
    listConsumers(context, { tenant, query }),

  'admin.consumers.distribution': ({ context, principal: { tenant }, query }) => {
    const { field, buckets = usualBuckets } = query;
    const consumers = context.use(createConsumers).all(tenant);
    const values = consumers.map((consumer) => Number(describeProfile(context, consumer)[field] ?? 0));
    return { field, ...spreadOut(values, buckets) };
  },

  'admin.consumers.get': ({ context, principal: { tenant }, params, query }) =>
    describeWith(context, {
      consumer: findConsumer(context, { tenant, ...params }),
      include: query.include,
    }),

  'admin.consumers.update': ({ context, principal: { tenant, keyId: by }, params, body }) => {
    const consumer = findLiveConsumer(context, { tenant, ...params });
    const patch = patchOf(context, { tenant, body, about: consumer });
    context.use(createConsumers).update(consumer, { patch, by });
    if (consumer.status === 'INACTIVE') {
      context.use(createSessions).revokeAll({ tenant, consumerId: consumer.id });
    }
    return describeConsumer(context, consumer);
  },

  'admin.consumers.erase': ({ context, principal: { tenant, keyId: by }, params }) => {
    const consumer = findConsumer(context, { tenant, ...params });
    queueErasure(context, { consumer, by });
    return describeConsumer(context, consumer);
  },

  'admin.consumers.resetMfa': ({ context, principal: { tenant }, params }) => {
    const { id: consumerId } = findLiveConsumer(context, { tenant, ...params });
    context.use(createSecondFactors).remove(consumerId);
    endSessions(context, { tenant, consumerId });
    return undefined;
  },

  'admin.consumers.audiences': ({ context, principal: { tenant }, params }) =>
    membershipsOf(context, findLiveConsumer(context, { tenant, ...params })),

  'admin.consumers.timeline': ({ context, principal: { tenant }, params, query }) =>
    timelineOf(context, { consumer: findConsumer(context, { tenant, ...params }), query }),

  'admin.consumers.loyaltyTransactions': ({ context, principal: { tenant }, params, query }) =>
    loyaltyTransactionsOf(context, { consumer: findConsumer(context, { tenant, ...params }), query }),

  'admin.consumers.createBatch': ({ context, principal: { tenant, keyId: by }, body }) =>
    createBatch(context, { tenant, rows: body.consumers, by }),
};
