import * as z from 'zod/mini';
import { adminOperation } from '../../admin-operation.js';
import { productParamsSchema } from '../../schemas/admin/products.js';
import * as options from '../../schemas/admin/variant-options.js';

const response = z.array(options.variantOptionSchema);
const stability = 'inferred';

/** The options that the variants of a product differ in. */
export const productVariantOptionOperations = {
  list: adminOperation('admin.products.variantOptions.list', 'GET /products/{productId}/variant-options', {
    summary: 'Lists the options of a product, in order.',
    params: productParamsSchema,
    response,
    errors: [],
    stability,
  }),
  replace: adminOperation(
    'admin.products.variantOptions.replace',
    'PUT /products/{productId}/variant-options',
    {
      summary: 'Gives a product these options, in this order, in place of those it had.',
      description: 'An option that a variant has a value for must stay.',
      params: productParamsSchema,
      body: options.replaceProductVariantOptionsSchema,
      response,
      errors: ['conflict'],
      stability,
    },
  ),
  remove: adminOperation(
    'admin.products.variantOptions.remove',
    'DELETE /products/{productId}/variant-options/{variantOptionId}',
    {
      summary: 'Takes an option off a product and answers with those that are left.',
      description: 'An option that a variant has a value for must stay.',
      params: options.productVariantOptionParamsSchema,
      response,
      errors: ['conflict'],
      stability,
    },
  ),
};
