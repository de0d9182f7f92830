import * as z from 'zod/mini';
import { adminOperation } from '../../admin-operation.js';
import * as options from '../../schemas/admin/variant-options.js';
import { variantOptionValueOperations } from './variant-option-values.js';

const params = options.variantOptionParamsSchema;
const response = options.variantOptionSchema;
const list = z.array(options.variantOptionSchema);
const stability = 'inferred';

/** What variants may differ in, for all products of an organization. */
export const adminVariantOptionOperations = {
  list: adminOperation('admin.variantOptions.list', 'GET /variant-options', {
    summary: 'Lists the options of the organization, in order.',
    response: list,
    errors: [],
    stability,
  }),
  create: adminOperation('admin.variantOptions.create', 'POST /variant-options', {
    summary: 'Creates an option; its name must be new.',
    body: options.createVariantOptionSchema,
    response,
    errors: ['conflict'],
    stability,
  }),
  applyTemplates: adminOperation(
    'admin.variantOptions.applyTemplates',
    'POST /variant-options/apply-templates',
    {
      summary: 'Makes sure that there are the options of these templates, with all of their values.',
      body: options.applyVariantOptionTemplatesSchema,
      response: list,
      errors: [],
      retry: 'idempotent', // what is there already is not made again
      stability,
    },
  ),
  reorder: adminOperation('admin.variantOptions.reorder', 'PUT /variant-options/reorder', {
    summary:
      'Puts the options of the organization in order: those named come first, the others follow as they stood.',
    body: options.reorderVariantOptionsSchema,
    response: list,
    errors: [],
    stability,
  }),
  get: adminOperation('admin.variantOptions.get', 'GET /variant-options/{variantOptionId}', {
    summary: 'Reads an option, also an archived one.',
    params,
    response,
    errors: [],
    stability,
  }),
  update: adminOperation('admin.variantOptions.update', 'PATCH /variant-options/{variantOptionId}', {
    summary: 'Renames an option.',
    params,
    body: options.updateVariantOptionSchema,
    response,
    errors: ['conflict'],
    stability,
  }),
  archive: adminOperation('admin.variantOptions.archive', 'DELETE /variant-options/{variantOptionId}', {
    summary: 'Archives an option that no product has any more.',
    params,
    response,
    errors: ['conflict'],
    stability,
  }),
  getOrCreateValue: adminOperation(
    'admin.variantOptions.getOrCreateValue',
    'POST /variant-options/{variantOptionId}/get-or-create-value',
    {
      summary: 'Finds a value of an option, and creates it where there is none.',
      params,
      body: options.createVariantOptionValueSchema,
      response: options.variantOptionValueSchema,
      errors: ['conflict'],
      retry: 'idempotent', // the second call finds what the first one made
      stability,
    },
  ),
  values: variantOptionValueOperations,
};
