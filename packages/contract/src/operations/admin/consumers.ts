import { adminOperation } from '../../admin-operation.js';
import { audienceMembershipSchema } from '../../schemas/admin/audience-members.js';
import * as distribution from '../../schemas/admin/consumer-distribution.js';
import * as history from '../../schemas/admin/consumer-history.js';
import * as queries from '../../schemas/admin/consumer-queries.js';
import * as consumers from '../../schemas/admin/consumers.js';
import { consumerParamsSchema } from '../../schemas/consumers.js';
import { pageOf } from '../../schemas/paging.js';
import { adminConsumerSessionOperations } from './consumer-sessions.js';
import * as z from 'zod/mini';
import { adminConsumerExportOperations } from './consumer-exports.js';

const params = consumerParamsSchema;
const response = consumers.adminConsumerSchema;

/** Consumers, as the merchant's administration sees them. */
export const adminConsumerOperations = {
  list: adminOperation('admin.consumers.list', 'GET /consumers', {
    summary: 'Lists consumers, guests among them, the newest first.',
    query: queries.listConsumersSchema,
    response: pageOf(response),
    errors: [],
  }),
  // Before `get`, whose path would take it for a consumer.
  distribution: adminOperation('admin.consumers.distribution', 'GET /consumers/distribution', {
    summary: 'Shows how a number is spread over all consumers, as a histogram.',
    query: distribution.readConsumerDistributionSchema,
    response: distribution.consumerDistributionSchema,
    errors: [],
    stability: 'inferred',
  }),
  get: adminOperation('admin.consumers.get', 'GET /consumers/{consumerId}', {
    summary: 'Reads a consumer.',
    params,
    query: queries.getConsumerSchema,
    response,
    errors: [],
  }),
  update: adminOperation('admin.consumers.update', 'PUT /consumers/{consumerId}', {
    summary: 'Changes a consumer; what is left out stays as it is.',
    description:
      'An inactive consumer is signed out everywhere and cannot sign in. Metadata is replaced as a whole, and must not hold the number of a payment card.',
    params,
    body: consumers.updateConsumerSchema,
    response,
    errors: [],
  }),
  erase: adminOperation('admin.consumers.erase', 'DELETE /consumers/{consumerId}', {
    summary: 'Signs a consumer out everywhere and queues their erasure, which ends within 30 days.',
    description: 'From then on nothing tells their name, e-mail address or telephone number any more.',
    params,
    response,
    errors: [],
  }),
  resetMfa: adminOperation('admin.consumers.resetMfa', 'DELETE /consumers/{consumerId}/mfa', {
    summary: 'Removes the second factor of a consumer with its backup codes, and signs them out everywhere.',
    description:
      'It is for somebody who lost it, or whom a thief shut out with one: make sure first that it is they who ask. Where there is none, only their sessions end.',
    params,
    errors: [],
    stability: 'extension',
  }),
  audiences: adminOperation('admin.consumers.audiences', 'GET /consumers/{consumerId}/audiences', {
    summary: 'Lists the audiences that a consumer belongs to.',
    params,
    response: z.array(audienceMembershipSchema),
    errors: [],
    stability: 'inferred',
  }),
  timeline: adminOperation('admin.consumers.timeline', 'GET /consumers/{consumerId}/timeline', {
    summary: 'Reads what a consumer did, the newest first.',
    params,
    query: queries.readConsumerTimelineSchema,
    response: history.consumerTimelineSchema,
    errors: [],
    stability: 'inferred',
  }),
  loyaltyTransactions: adminOperation(
    'admin.consumers.loyaltyTransactions',
    'GET /consumers/{consumerId}/loyalty-transactions',
    {
      summary: 'Reads what a consumer earned and spent, the newest first, and what will expire.',
      description:
        'It is no list, for an answer holds more than its transactions: ask for the older ones with `cursor`, which is the `nextCursor` of the answer before, until that is `null`.',
      params,
      query: queries.listLoyaltyTransactionsSchema,
      response: history.loyaltyTransactionsSchema,
      stability: 'inferred',
      errors: [],
    },
  ),
  createBatch: adminOperation('admin.consumers.createBatch', 'POST /consumers/batch', {
    summary: 'Creates up to 500 consumers; a row that cannot be created does not keep the others back.',
    body: consumers.createConsumersSchema,
    response: consumers.createConsumersResultSchema,
    errors: [],
    stability: 'inferred',
  }),
  sessions: adminConsumerSessionOperations,
  exports: adminConsumerExportOperations,
};
