import * as z from 'zod/mini';
import type { ProductId, VariantId, VariantOptionId } from '../../ids.js';
import { pageQuery } from '../paging.js';
import { count, idParam, text, timestamp, webUrl } from '../shapes.js';
import { addMediaAssetSchema } from './media-assets.js';
import { createVariantSchema } from './variants.js';

export const productParamsSchema = z.strictObject({ productId: idParam<ProductId>() });

const metadata = z.record(z.string(), z.unknown());

export const upsertProductSchema = z.strictObject({
  name: text(1, 500),
  url: webUrl,
  description: z.optional(z.nullable(text(0, 10_000))),
  handle: z.optional(z.nullable(text(1, 255))),
  metadata: z.optional(z.nullable(metadata)),
  variants: z.optional(z.array(createVariantSchema).check(z.maxLength(250))),
  defaultVariantId: z.optional(z.nullable(idParam<VariantId>())),
  variantOptionIds: z.optional(z.array(idParam<VariantOptionId>()).check(z.maxLength(20))),
  productMediaAssets: z.optional(z.array(addMediaAssetSchema).check(z.maxLength(100))),
  primarySyncSource: z.optional(
    z.strictObject({
      syncSource: text(1, 100),
      syncSourceId: text(1, 255),
      lastSyncedAt: z.optional(timestamp),
      sourceData: z.optional(metadata),
      syncStatus: z.optional(z.enum(['PENDING', 'SUCCESS', 'FAILED'])),
    }),
  ),
});
export const updateProductSchema = z.partial(upsertProductSchema);

export const listProductsSchema = z.strictObject({
  ...pageQuery,
  sortBy: z.optional(z.enum(['createdAt', 'name'])),
  search: z.optional(text(2, 200)),
});
export const searchProductsSchema = z.strictObject({
  search: text(2, 200),
  limit: z.optional(z.int().check(z.minimum(1), z.maximum(100))),
});

export const productMetricsSchema = z.object({
  productCount: count,
  variantCount: count,
  outOfStockCount: count,
  orderCount: count,
});

/** A product as it shall be, with what belongs to it. */
export interface UpsertProduct extends z.infer<typeof upsertProductSchema> {}
/** What changes about a product; what is left out stays as it is. */
export interface UpdateProduct extends z.infer<typeof updateProductSchema> {}
/** Which products to list, and in which order. */
export interface ListProducts extends z.infer<typeof listProductsSchema> {}
/** What to look for in names, descriptions, handles and SKUs. */
export interface SearchProducts extends z.infer<typeof searchProductsSchema> {}
/** Products, variants, variants that cannot be bought, and orders, counted. */
export interface ProductMetrics extends z.infer<typeof productMetricsSchema> {}
