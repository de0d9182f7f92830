import * as z from 'zod/mini';
import type { MediaAssetId, OrganizationId, ProductId, VariantId } from '../../ids.js';
import { mediaAssetSchema, mediaType } from '../products.js';
import { count, id, idParam, text, webUrl } from '../shapes.js';

export const productMediaAssetParamsSchema = z.strictObject({
  productId: idParam<ProductId>(),
  mediaAssetId: idParam<MediaAssetId>(),
});
export const variantMediaAssetParamsSchema = z.strictObject({
  productId: idParam<ProductId>(),
  variantId: idParam<VariantId>(),
  mediaAssetId: idParam<MediaAssetId>(),
});

const words = z.optional(z.nullable(text(0, 2000)));

export const addMediaAssetSchema = z.strictObject({
  name: text(1, 255),
  mimeType: z.optional(mediaType),
  altText: words,
  description: words,
  sourceUrl: z.optional(z.nullable(webUrl)),
  position: z.optional(count),
  purpose: z.optional(text(1, 64)),
});
export const updateMediaAssetSchema = z.partial(addMediaAssetSchema);

export const variantMediaAssetSchema = z.object({
  id: id<string>(),
  organizationId: id<OrganizationId>(),
  position: count,
  purpose: z.string(),
  variantId: id<VariantId>(),
  mediaAssetId: id<MediaAssetId>(),
  mediaAsset: z.optional(mediaAssetSchema),
});

/** A picture or a film to add; without a `sourceUrl` its file goes to the `uploadUrl` of the answer. */
export interface AddMediaAsset extends z.infer<typeof addMediaAssetSchema> {}
/** What changes about a picture or a film; a `position` moves it among the others. */
export interface UpdateMediaAsset extends z.infer<typeof updateMediaAssetSchema> {}
/** The place of a picture or a film among those of a variant. */
export interface VariantMediaAsset extends z.infer<typeof variantMediaAssetSchema> {}
