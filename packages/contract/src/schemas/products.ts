import * as z from 'zod/mini';
import type {
  MediaAssetId,
  OrganizationId,
  ProductId,
  VariantId,
  VariantOptionId,
  VariantOptionValueId,
} from '../ids.js';
import { count, id, money, text, timestamp, webUrl } from './shapes.js';

/** What every stored thing has. */
export const baseEntity = {
  id: id<string>(),
  organizationId: id<OrganizationId>(),
  createdAt: timestamp,
  createdBy: z.string(),
  archived: z.boolean(),
  updatedAt: z.optional(z.nullable(timestamp)),
  updatedBy: z.optional(z.nullable(z.string())),
};

const metadata = z.optional(z.nullable(z.record(z.string(), z.unknown())));
const nullableText = z.optional(z.nullable(z.string()));

/** What happens where nothing is left: sales are not counted, refused, or go on. */
export const inventoryPolicy = z.enum(['untracked', 'deny', 'continue']);

export const variantSchema = z.object({
  ...baseEntity,
  id: id<VariantId>(),
  productId: id<ProductId>(),
  sku: z.string(),
  price: money,
  inventoryQuantity: z.int(),
  inventoryPolicy,
  metadata,
  primaryExternalId: nullableText,
  primaryLastSyncedAt: z.optional(z.nullable(timestamp)),
  primarySourceVendor: nullableText,
  primarySyncSourceId: nullableText,
  options: z.optional(
    z.array(
      z.object({
        optionId: id<VariantOptionId>(),
        optionName: z.string(),
        valueId: id<VariantOptionValueId>(),
        value: z.string(),
      }),
    ),
  ),
});

/** The kinds of files that a product can show. */
export const mediaType = z.enum([
  'image/jpeg',
  'image/jpg',
  'image/png',
  'image/gif',
  'image/webp',
  'video/mp4',
  'video/webm',
  'video/quicktime',
]);

export const mediaAssetSchema = z.object({
  ...baseEntity,
  id: id<MediaAssetId>(),
  name: z.string(),
  mimeType: z.optional(mediaType),
  altText: nullableText,
  description: nullableText,
  publicUrl: nullableText,
  sourceUrl: nullableText,
  thumbnailUrl: nullableText,
  uploadUrl: nullableText,
});

export const productMediaAssetSchema = z.object({
  id: id<string>(),
  organizationId: id<OrganizationId>(),
  position: count,
  purpose: z.string(),
  productId: id<ProductId>(),
  mediaAssetId: id<MediaAssetId>(),
  mediaAsset: z.optional(mediaAssetSchema),
});

const syncSourceSchema = z.object({
  ...baseEntity,
  syncSource: z.string(),
  syncSourceId: z.string(),
  lastSyncedAt: z.optional(timestamp),
  sourceData: z.optional(z.record(z.string(), z.unknown())),
  syncStatus: z.optional(z.enum(['PENDING', 'SUCCESS', 'FAILED'])),
});

export const productSchema = z.object({
  ...baseEntity,
  id: id<ProductId>(),
  name: text(1, 500),
  url: webUrl,
  defaultVariantId: z.optional(z.nullable(id<VariantId>())),
  description: nullableText,
  handle: nullableText,
  metadata,
  primaryExternalId: nullableText,
  primaryLastSyncedAt: z.optional(z.nullable(timestamp)),
  primarySourceVendor: nullableText,
  primarySyncSourceId: nullableText,
  primarySyncSource: z.optional(syncSourceSchema),
  productMediaAssets: z.optional(z.array(productMediaAssetSchema)),
  variants: z.optional(z.array(variantSchema)),
});

/** A thing for sale. */
export interface Product extends z.infer<typeof productSchema> {}
/** One form in which a product is sold, with its price. */
export interface Variant extends z.infer<typeof variantSchema> {}
/** A picture or a film, and where its file lies. */
export interface MediaAsset extends z.infer<typeof mediaAssetSchema> {}
/** The place of a picture or a film among those of a product. */
export interface ProductMediaAsset extends z.infer<typeof productMediaAssetSchema> {}
