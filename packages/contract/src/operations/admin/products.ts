import * as z from 'zod/mini';
import { adminOperation } from '../../admin-operation.js';
import * as products from '../../schemas/admin/products.js';
import { pageOf } from '../../schemas/paging.js';
import { productSchema } from '../../schemas/products.js';
import { productMediaAssetOperations } from './product-media-assets.js';
import { productVariantOptionOperations } from './product-variant-options.js';
import { productVariantOperations } from './product-variants.js';

const params = products.productParamsSchema;
const response = productSchema;

/** Products, with their variants, options and pictures. */
export const adminProductOperations = {
  list: adminOperation('admin.products.list', 'GET /products', {
    summary: 'Lists products, the newest first.',
    query: products.listProductsSchema,
    response: pageOf(productSchema),
    stability: 'inferred',
    errors: [],
  }),
  upsert: adminOperation('admin.products.upsert', 'POST /products', {
    summary: 'Creates a product, or changes the one that the body describes.',
    description:
      'A product is found by `primarySyncSource`, otherwise by `handle`; where neither finds one, it is created. ' +
      'What is left out of a product that exists stays as it is: variants are matched by `sku` and media assets by `name`, and those not named stay.',
    body: products.upsertProductSchema,
    response,
    errors: ['conflict'],
  }),
  search: adminOperation('admin.products.search', 'GET /products/search', {
    summary: 'Finds products by a part of their name, description, handle or one of their SKUs.',
    query: products.searchProductsSchema,
    response: z.array(productSchema),
    stability: 'inferred',
    errors: [],
  }),
  metrics: adminOperation('admin.products.metrics', 'GET /products/metrics', {
    summary: 'Counts products, variants, variants that are sold out, and orders.',
    response: products.productMetricsSchema,
    errors: [],
    stability: 'inferred',
  }),
  get: adminOperation('admin.products.get', 'GET /products/{productId}', {
    summary: 'Reads a product, also an archived one.',
    params,
    response,
    errors: [],
  }),
  update: adminOperation('admin.products.update', 'PUT /products/{productId}', {
    summary: 'Changes a product; what is left out stays as it is.',
    params,
    body: products.updateProductSchema,
    response,
    errors: ['conflict'],
  }),
  archive: adminOperation('admin.products.archive', 'DELETE /products/{productId}', {
    summary: 'Archives a product: it is not for sale any more.',
    params,
    response,
    errors: [],
  }),
  mediaAssets: productMediaAssetOperations,
  variantOptions: productVariantOptionOperations,
  variants: productVariantOperations,
};
