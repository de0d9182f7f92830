import * as z from 'zod/mini';
import { adminOperation } from '../../admin-operation.js';
import * as limits from '../../schemas/admin/order-limits.js';
import { adminSequenceParamsSchema } from '../../schemas/admin/sequences.js';

const params = limits.orderLimitParamsSchema;
const response = limits.orderLimitSchema;

/** How many pieces one consumer may order in a sequence. */
export const adminOrderLimitOperations = {
  list: adminOperation('admin.sequences.orderLimits.list', 'GET /sequences/{sequenceId}/order-limits', {
    summary: 'Lists the order limits of a sequence.',
    params: adminSequenceParamsSchema,
    response: z.array(response),
    errors: [],
  }),
  create: adminOperation('admin.sequences.orderLimits.create', 'POST /sequences/{sequenceId}/order-limits', {
    summary: 'Limits how many pieces of a product one consumer may order in a sequence.',
    params: adminSequenceParamsSchema,
    body: limits.createOrderLimitSchema,
    response,
    errors: ['conflict'],
  }),
  get: adminOperation(
    'admin.sequences.orderLimits.get',
    'GET /sequences/{sequenceId}/order-limits/{orderLimitId}',
    {
      summary: 'Reads an order limit, also an archived one.',
      params,
      response,
      stability: 'inferred',
      errors: [],
    },
  ),
  update: adminOperation(
    'admin.sequences.orderLimits.update',
    'PUT /sequences/{sequenceId}/order-limits/{orderLimitId}',
    {
      summary: 'Changes an order limit; what is left out stays as it is.',
      params,
      body: limits.updateOrderLimitSchema,
      response,
      stability: 'inferred',
      errors: ['conflict'],
    },
  ),
  remove: adminOperation(
    'admin.sequences.orderLimits.remove',
    'DELETE /sequences/{sequenceId}/order-limits/{orderLimitId}',
    {
      summary: 'Lifts an order limit.',
      params,
      response,
      stability: 'inferred',
      errors: [],
    },
  ),
};
