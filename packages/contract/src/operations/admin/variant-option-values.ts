import * as z from 'zod/mini';
import { adminOperation } from '../../admin-operation.js';
import * as options from '../../schemas/admin/variant-options.js';

const params = options.variantOptionParamsSchema;
const response = options.variantOptionValueSchema;
const list = z.array(options.variantOptionValueSchema);
const stability = 'inferred';

/** The values of an option. */
export const variantOptionValueOperations = {
  list: adminOperation('admin.variantOptions.values.list', 'GET /variant-options/{variantOptionId}/values', {
    summary: 'Lists the values of an option, in order.',
    params,
    response: list,
    errors: [],
    stability,
  }),
  create: adminOperation(
    'admin.variantOptions.values.create',
    'POST /variant-options/{variantOptionId}/values',
    {
      summary: 'Adds a value to an option; it must be new there.',
      params,
      body: options.createVariantOptionValueSchema,
      response,
      errors: ['conflict'],
      stability,
    },
  ),
  reorder: adminOperation(
    'admin.variantOptions.values.reorder',
    'PUT /variant-options/{variantOptionId}/values/reorder',
    {
      summary:
        'Puts the values of an option in order: those named come first, the others follow as they stood.',
      params,
      body: options.reorderVariantOptionValuesSchema,
      response: list,
      errors: ['conflict'],
      stability,
    },
  ),
  update: adminOperation(
    'admin.variantOptions.values.update',
    'PATCH /variant-options/{variantOptionId}/values/{valueId}',
    {
      summary: 'Rewords a value of an option.',
      params: options.variantOptionValueParamsSchema,
      body: options.updateVariantOptionValueSchema,
      response,
      errors: ['conflict'],
      stability,
    },
  ),
  archive: adminOperation(
    'admin.variantOptions.values.archive',
    'DELETE /variant-options/{variantOptionId}/values/{valueId}',
    {
      summary: 'Archives a value that no variant stands for any more.',
      params: options.variantOptionValueParamsSchema,
      response,
      errors: ['conflict'],
      stability,
    },
  ),
};
