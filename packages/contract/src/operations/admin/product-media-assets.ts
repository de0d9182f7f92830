import * as z from 'zod/mini';
import { adminOperation } from '../../admin-operation.js';
import * as media from '../../schemas/admin/media-assets.js';
import { productParamsSchema } from '../../schemas/admin/products.js';
import { productMediaAssetSchema } from '../../schemas/products.js';

const params = media.productMediaAssetParamsSchema;
const response = productMediaAssetSchema;
const stability = 'inferred';

/** The pictures and films of a product. */
export const productMediaAssetOperations = {
  list: adminOperation('admin.products.mediaAssets.list', 'GET /products/{productId}/media-assets', {
    summary: 'Lists the media assets of a product, in order.',
    params: productParamsSchema,
    response: z.array(productMediaAssetSchema),
    errors: [],
    stability,
  }),
  add: adminOperation('admin.products.mediaAssets.add', 'POST /products/{productId}/media-assets', {
    summary: 'Adds a media asset to a product.',
    description:
      'Without a `sourceUrl` the answer holds an `uploadUrl` that takes the file by PUT for a short time; it is shown this once.',
    params: productParamsSchema,
    body: media.addMediaAssetSchema,
    response,
    errors: ['conflict'],
    stability,
  }),
  get: adminOperation(
    'admin.products.mediaAssets.get',
    'GET /products/{productId}/media-assets/{mediaAssetId}',
    { summary: 'Reads a media asset of a product.', params, response, errors: [], stability },
  ),
  update: adminOperation(
    'admin.products.mediaAssets.update',
    'PUT /products/{productId}/media-assets/{mediaAssetId}',
    {
      summary: 'Changes a media asset of a product; a `position` moves it among the others.',
      params,
      body: media.updateMediaAssetSchema,
      response,
      errors: ['conflict'],
      stability,
    },
  ),
  remove: adminOperation(
    'admin.products.mediaAssets.remove',
    'DELETE /products/{productId}/media-assets/{mediaAssetId}',
    {
      summary: 'Takes a media asset off a product; its `mediaAsset` is archived.',
      params,
      response,
      errors: ['conflict'],
      stability,
    },
  ),
};
