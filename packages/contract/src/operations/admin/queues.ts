import { adminOperation } from '../../admin-operation.js';
import * as queues from '../../schemas/admin/queues.js';
import { pageOf } from '../../schemas/paging.js';
import { queueSchema } from '../../schemas/queues.js';

const params = queues.adminQueueParamsSchema;
const response = queueSchema;

/** Queues, as a merchant sets them up. */
export const adminQueueOperations = {
  list: adminOperation('admin.queues.list', 'GET /queues', {
    summary: 'Lists queues, the newest first.',
    query: queues.listDistributionsSchema,
    response: pageOf(queueSchema),
    stability: 'inferred',
    errors: [],
  }),
  create: adminOperation('admin.queues.create', 'POST /queues', {
    summary: 'Creates a queue in a sequence.',
    body: queues.createQueueSchema,
    response,
    errors: ['conflict'],
  }),
  get: adminOperation('admin.queues.get', 'GET /queues/{queueId}', {
    summary: 'Reads a queue, also an archived one.',
    params,
    response,
    errors: [],
  }),
  update: adminOperation('admin.queues.update', 'PUT /queues/{queueId}', {
    summary: 'Changes a queue; what is left out stays as it is.',
    params,
    body: queues.updateQueueSchema,
    response,
    errors: ['conflict'],
  }),
  archive: adminOperation('admin.queues.archive', 'DELETE /queues/{queueId}', {
    summary: 'Archives a queue: it ends for everybody who waits in it.',
    params,
    response,
    errors: [],
  }),
};
