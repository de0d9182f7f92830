import { adminOperation } from '../../admin-operation.js';
import * as draws from '../../schemas/admin/draws.js';
import { listDistributionsSchema } from '../../schemas/admin/queues.js';
import { drawParamsSchema } from '../../schemas/draws.js';
import { pageOf } from '../../schemas/paging.js';

const params = drawParamsSchema;
const response = draws.adminDrawSchema;

/** Draws, as a merchant sets them up. */
export const adminDrawOperations = {
  list: adminOperation('admin.draws.list', 'GET /draws', {
    summary: 'Lists draws, the newest first.',
    query: listDistributionsSchema,
    response: pageOf(response),
    stability: 'inferred',
    errors: [],
  }),
  create: adminOperation('admin.draws.create', 'POST /draws', {
    summary: 'Creates a draw in a sequence.',
    body: draws.createDrawSchema,
    response,
    errors: ['conflict'],
  }),
  get: adminOperation('admin.draws.get', 'GET /draws/{drawId}', {
    summary: 'Reads a draw, also an archived one.',
    params,
    response,
    errors: [],
  }),
  update: adminOperation('admin.draws.update', 'PUT /draws/{drawId}', {
    summary: 'Changes a draw; what is left out stays as it is.',
    params,
    body: draws.updateDrawSchema,
    response,
    errors: ['conflict'],
  }),
  archive: adminOperation('admin.draws.archive', 'DELETE /draws/{drawId}', {
    summary: 'Archives a draw: it ends for everybody who takes part in it.',
    params,
    response,
    errors: [],
  }),
};
