import * as z from 'zod/mini';
import { adminOperation } from '../../admin-operation.js';
import * as products from '../../schemas/admin/sequence-products.js';
import { adminSequenceParamsSchema } from '../../schemas/admin/sequences.js';

const params = products.sequenceProductParamsSchema;
const response = products.sequenceProductSchema;

/** The products that a sequence carries. */
export const adminSequenceProductOperations = {
  list: adminOperation('admin.sequences.products.list', 'GET /sequences/{sequenceId}/products', {
    summary: 'Lists the products that a sequence carries.',
    description:
      'An empty list means that nothing is filtered: the sequence carries what its experience offers.',
    params: adminSequenceParamsSchema,
    response: z.array(response),
    errors: [],
  }),
  add: adminOperation('admin.sequences.products.add', 'POST /sequences/{sequenceId}/products', {
    summary: 'Adds a product to those that a sequence carries.',
    params: adminSequenceParamsSchema,
    body: products.addSequenceProductSchema,
    response,
    errors: ['conflict'],
  }),
  replace: adminOperation('admin.sequences.products.replace', 'PUT /sequences/{sequenceId}/products', {
    summary: 'Replaces the products that a sequence carries; none means no filtering.',
    params: adminSequenceParamsSchema,
    body: products.replaceSequenceProductsSchema,
    response: z.array(response),
    stability: 'inferred',
    errors: ['conflict'],
  }),
  get: adminOperation('admin.sequences.products.get', 'GET /sequences/{sequenceId}/products/{productId}', {
    summary: 'Reads a product of a sequence.',
    params,
    response,
    errors: [],
  }),
  update: adminOperation(
    'admin.sequences.products.update',
    'PUT /sequences/{sequenceId}/products/{productId}',
    {
      summary: 'Changes how often a product of a sequence is picked compared with the others.',
      params,
      body: products.updateSequenceProductSchema,
      response,
      errors: ['conflict'],
    },
  ),
  remove: adminOperation(
    'admin.sequences.products.remove',
    'DELETE /sequences/{sequenceId}/products/{productId}',
    {
      summary: 'Takes a product out of those that a sequence carries.',
      params,
      response,
      errors: ['conflict'],
    },
  ),
};
