import * as z from 'zod/mini';
import { adminOperation } from '../../admin-operation.js';
import * as media from '../../schemas/admin/media-assets.js';
import { productVariantParamsSchema } from '../../schemas/admin/variants.js';

const params = media.variantMediaAssetParamsSchema;
const response = media.variantMediaAssetSchema;
const stability = 'inferred';

/** The pictures and films of a variant. */
export const variantMediaAssetOperations = {
  list: adminOperation(
    'admin.products.variants.mediaAssets.list',
    'GET /products/{productId}/variants/{variantId}/media-assets',
    {
      summary: 'Lists the media assets of a variant, in order.',
      params: productVariantParamsSchema,
      response: z.array(media.variantMediaAssetSchema),
      errors: [],
      stability,
    },
  ),
  add: adminOperation(
    'admin.products.variants.mediaAssets.add',
    'POST /products/{productId}/variants/{variantId}/media-assets',
    {
      summary: 'Adds a media asset to a variant.',
      description:
        'Without a `sourceUrl` the answer holds an `uploadUrl` that takes the file by PUT for a short time; it is shown this once.',
      params: productVariantParamsSchema,
      body: media.addMediaAssetSchema,
      response,
      errors: ['conflict'],
      stability,
    },
  ),
  get: adminOperation(
    'admin.products.variants.mediaAssets.get',
    'GET /products/{productId}/variants/{variantId}/media-assets/{mediaAssetId}',
    { summary: 'Reads a media asset of a variant.', params, response, errors: [], stability },
  ),
  update: adminOperation(
    'admin.products.variants.mediaAssets.update',
    'PUT /products/{productId}/variants/{variantId}/media-assets/{mediaAssetId}',
    {
      summary: 'Changes a media asset of a variant; a `position` moves it among the others.',
      params,
      body: media.updateMediaAssetSchema,
      response,
      errors: ['conflict'],
      stability,
    },
  ),
  remove: adminOperation(
    'admin.products.variants.mediaAssets.remove',
    'DELETE /products/{productId}/variants/{variantId}/media-assets/{mediaAssetId}',
    {
      summary: 'Takes a media asset off a variant; its `mediaAsset` is archived.',
      params,
      response,
      errors: ['conflict'],
      stability,
    },
  ),
};
