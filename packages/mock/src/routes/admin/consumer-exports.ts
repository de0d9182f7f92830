import { canonicalJson } from '@fanfare/contract';
import { findConsumer, findLiveConsumer } from '../../consumers/find-consumer.js';
import type { MockContext } from '../../context.js';
import type { HandlersOf } from '../../handler.js';
import { consumerCsv } from '../../privacy/consumer-csv.js';
import {
  createConsumerExports,
  type ConsumerExportRow,
  type ExportKey,
} from '../../privacy/consumer-exports.js';
import { describeExport } from '../../privacy/describe-export.js';
import { refuse } from '../../refusal.js';

/** The operations of this resource. */
type ConsumerExportOperation = `admin.consumers.exports.${'create' | 'get' | 'download'}`;

/** Everything that is kept about one consumer, for the merchant to hand out. */
export const adminConsumerExportHandlers: HandlersOf<ConsumerExportOperation> = {
  'admin.consumers.exports.create': ({ context, principal: { tenant, keyId: by }, params, body }) => {
    const consumer = findLiveConsumer(context, { tenant, ...params });
    return describeExport(context.use(createConsumerExports).start(consumer, { format: body.format, by }));
  },

  'admin.consumers.exports.get': ({ context, principal: { tenant }, params }) =>
    describeExport(find(context, { tenant, ...params })),

  'admin.consumers.exports.download': ({ context, principal: { tenant }, params }) => {
    const { data, format } = find(context, { tenant, ...params });
    if (data === null) return refuse('conflict', 'The export is not complete yet.');
    return format === 'csv' ? consumerCsv(data) : canonicalJson(data);
  },
};

function find(context: MockContext, key: ExportKey): ConsumerExportRow {
  findConsumer(context, key);
  const row = context.use(createConsumerExports).find(key);
  // What a consumer asked for themselves is theirs alone.
  if (row === undefined || row.createdBy === 'consumer')
    return refuse('not_found', 'There is no such export.');
  return row;
}
