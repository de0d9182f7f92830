import { adminOperation } from '../../admin-operation.js';
import * as exports from '../../schemas/admin/consumer-exports.js';
import { consumerParamsSchema } from '../../schemas/consumers.js';

const response = exports.adminConsumerExportSchema;
const stability = 'extension';

/** Everything that is kept about one consumer, as a file. */
export const adminConsumerExportOperations = {
  create: adminOperation('admin.consumers.exports.create', 'POST /consumers/{consumerId}/exports', {
    summary: 'Begins to export everything that is kept about a consumer, and about nobody else.',
    params: consumerParamsSchema,
    body: exports.createConsumerExportSchema,
    response,
    errors: [],
    stability,
  }),
  get: adminOperation('admin.consumers.exports.get', 'GET /consumers/{consumerId}/exports/{exportId}', {
    summary: 'Tells how far an export is.',
    params: exports.consumerExportParamsSchema,
    response,
    errors: [],
    stability,
  }),
  download: adminOperation(
    'admin.consumers.exports.download',
    'GET /consumers/{consumerId}/exports/{exportId}/file',
    {
      summary: 'Reads the file of a complete export, as a text in its format.',
      description: 'It can be read for a day; then, or with the erasure of the consumer, it is deleted.',
      params: exports.consumerExportParamsSchema,
      response: exports.consumerExportFileSchema,
      errors: ['conflict'],
      stability,
    },
  ),
};
