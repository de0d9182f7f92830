import * as z from 'zod/mini';
import { adminOperation } from '../../admin-operation.js';
import { productParamsSchema } from '../../schemas/admin/products.js';
import * as variants from '../../schemas/admin/variants.js';
import { variantSchema } from '../../schemas/products.js';
import { variantMediaAssetOperations } from './variant-media-assets.js';

const params = variants.productVariantParamsSchema;
const response = variantSchema;
const list = z.array(variantSchema);

/** The forms in which a product is sold. */
export const productVariantOperations = {
  list: adminOperation('admin.products.variants.list', 'GET /products/{productId}/variants', {
    summary: 'Lists the variants of a product, the oldest first.',
    params: productParamsSchema,
    response: list,
    stability: 'inferred',
    errors: [],
  }),
  create: adminOperation('admin.products.variants.create', 'POST /products/{productId}/variants', {
    summary: 'Adds a variant to a product.',
    description: 'The SKU must be new to the product, and so must be the combination of option values.',
    params: productParamsSchema,
    body: variants.createVariantSchema,
    response,
    stability: 'inferred',
    errors: ['conflict'],
  }),
  available: adminOperation(
    'admin.products.variants.available',
    'GET /products/{productId}/variants/available',
    {
      summary: 'Lists the variants of a product that can be bought now.',
      params: productParamsSchema,
      response: list,
      errors: [],
      stability: 'inferred',
    },
  ),
  get: adminOperation('admin.products.variants.get', 'GET /products/{productId}/variants/{variantId}', {
    summary: 'Reads a variant, also an archived one.',
    params,
    response,
    stability: 'inferred',
    errors: [],
  }),
  update: adminOperation('admin.products.variants.update', 'PUT /products/{productId}/variants/{variantId}', {
    summary: 'Changes a variant; what is left out stays as it is.',
    params,
    body: variants.updateVariantSchema,
    response,
    stability: 'inferred',
    errors: ['conflict'],
  }),
  archive: adminOperation(
    'admin.products.variants.archive',
    'DELETE /products/{productId}/variants/{variantId}',
    {
      summary: 'Archives a variant: it is not for sale any more.',
      description: 'Where it was the default of its product, the product has none afterwards.',
      params,
      response,
      stability: 'inferred',
      errors: [],
    },
  ),
  updateInventory: adminOperation(
    'admin.products.variants.updateInventory',
    'PATCH /products/{productId}/variants/{variantId}/inventory',
    {
      summary: 'Sets how many pieces of a variant there are, or changes that by a number.',
      description:
        'Where the policy is `deny`, it is refused with `conflict` if fewer pieces would be left than unpaid orders hold.',
      params,
      body: variants.updateInventorySchema,
      response,
      errors: ['conflict'],
      retry: 'header', // changing by a number twice is not changing it once
      stability: 'inferred',
    },
  ),
  assignOptions: adminOperation(
    'admin.products.variants.assignOptions',
    'PUT /products/{productId}/variants/{variantId}/option-assignments',
    {
      summary: 'Says which values a variant stands for, in place of those it had.',
      description:
        'Each option must be one of the product, each value one of that option, and no two variants may have the same values.',
      params,
      body: variants.assignOptionsSchema,
      response,
      errors: ['conflict'],
      stability: 'inferred',
    },
  ),
  mediaAssets: variantMediaAssetOperations,
};
