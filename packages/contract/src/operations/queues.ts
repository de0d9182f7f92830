import { operation } from '../operation.js';
import { queueRoutes } from '../routes/queues.js';
import * as queues from '../schemas/queues.js';

const params = queues.queueParamsSchema;
const response = queues.queueStateSchema;

/** Queues: a shopper's place in line, and the merchant's hand in it. */
export const queueOperations = {
  get: operation(queueRoutes.get, { params, response: queues.queueSchema, errors: [] }),
  enter: operation(queueRoutes.enter, {
    params,
    response,
    errors: ['not_open', 'queue_full', 'device_mismatch', 'conflict'],
  }),
  leave: operation(queueRoutes.leave, { params, response, errors: [] }),
  status: operation(queueRoutes.status, { params, response, errors: [] }),
  admit: operation(queueRoutes.admit, { params, body: queues.admitSchema, response, errors: ['conflict'] }),
  deny: operation(queueRoutes.deny, { params, body: queues.denySchema, response, errors: ['conflict'] }),
};
