import { adminOperation } from '../../admin-operation.js';
import * as sequences from '../../schemas/admin/sequences.js';
import { pageOf } from '../../schemas/paging.js';
import { adminOrderLimitOperations } from './order-limits.js';
import { adminSequenceProductOperations } from './sequence-products.js';
import { adminSequenceWaitlistOperations } from './sequence-waitlist.js';

const params = sequences.adminSequenceParamsSchema;
const response = sequences.adminSequenceSchema;

/** Sequences: the ways through an experience, as a merchant sets them up. */
export const adminSequenceOperations = {
  list: adminOperation('admin.sequences.list', 'GET /sequences', {
    summary: 'Lists sequences, the newest first.',
    query: sequences.listSequencesSchema,
    response: pageOf(response),
    stability: 'inferred',
    errors: [],
  }),
  create: adminOperation('admin.sequences.create', 'POST /sequences', {
    summary: 'Creates a sequence in an experience.',
    body: sequences.createSequenceSchema,
    response,
    stability: 'inferred',
    errors: ['conflict'],
  }),
  get: adminOperation('admin.sequences.get', 'GET /sequences/{sequenceId}', {
    summary: 'Reads a sequence with its distributions, also an archived one.',
    params,
    response,
    errors: [],
  }),
  update: adminOperation('admin.sequences.update', 'PUT /sequences/{sequenceId}', {
    summary: 'Changes a sequence; what is left out stays as it is.',
    params,
    body: sequences.updateSequenceSchema,
    response,
    stability: 'inferred',
    errors: ['conflict'],
  }),
  archive: adminOperation('admin.sequences.archive', 'DELETE /sequences/{sequenceId}', {
    summary: 'Archives a sequence; its distributions end.',
    params,
    response,
    errors: [],
  }),
  metrics: adminOperation('admin.sequences.metrics', 'GET /sequences/{sequenceId}/metrics', {
    summary: 'Counts who waits to hear from a sequence.',
    params,
    response: sequences.sequenceMetricsSchema,
    errors: [],
  }),
  orderLimits: adminOrderLimitOperations,
  products: adminSequenceProductOperations,
  waitlist: adminSequenceWaitlistOperations,
};
