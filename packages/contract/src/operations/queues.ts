import { operation } from '../operation.js';
import { queueRoutes } from '../routes/queues.js';
import * as queues from '../schemas/queues.js';

const params = queues.queueParamsSchema;
const response = queues.queueStateSchema;

/** Queues: a shopper's place in line, and the merchant's hand in it. */
export const queueOperations = {
  get: operation(queueRoutes.get, {
    summary: 'Reads a queue.',
    params,
    response: queues.queueSchema,
    errors: [],
  }),
  enter: operation(queueRoutes.enter, {
    summary: 'Enters a queue; entering again keeps the place.',

    params,
    response,
    errors: ['not_open', 'queue_full', 'device_mismatch', 'conflict'],
  }),
  leave: operation(queueRoutes.leave, {
    summary: 'Leaves a queue; the place is lost.',
    params,
    response,
    errors: [],
  }),
  status: operation(queueRoutes.status, {
    summary: 'Tells where the shopper stands in a queue.',
    params,
    response,
    errors: [],
  }),
  admit: operation(queueRoutes.admit, {
    summary: 'Admits a consumer out of turn.',
    params,
    body: queues.admitSchema,
    response,
    errors: ['conflict'],
  }),
  deny: operation(queueRoutes.deny, {
    summary: 'Turns a consumer away.',
    params,
    body: queues.denySchema,
    response,
    errors: ['conflict'],
  }),
};
