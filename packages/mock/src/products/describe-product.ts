import type { Product } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { entityOf } from '../state/entity.js';
import { createMediaAssets } from '../state/media-assets.js';
import type { ProductRow, SyncSourceRow } from '../state/product-rows.js';
import { createProducts } from '../state/products.js';
import { describeMediaAsset, placeOf } from './describe-media-asset.js';
import { describeVariant } from './describe-variant.js';

/** Describes a product as a shopper may see it, with its variants and pictures. */
export function describeProduct(context: MockContext, product: ProductRow): Product {
  const { name, url, defaultVariantId, description, handle, metadata } = product;
  const { primaryExternalId, primaryLastSyncedAt, primarySourceVendor, primarySyncSourceId } = product;
  const media = context.use(createMediaAssets).of(product);
  const variants = context.use(createProducts).variantsOf(product);
  return {
    ...entityOf(product),
    ...{ name, url, defaultVariantId, description, handle, metadata },
    ...{ primaryExternalId, primaryLastSyncedAt, primarySourceVendor, primarySyncSourceId },
    productMediaAssets: media.map((row) => ({
      ...placeOf(row),
      productId: product.id,
      mediaAsset: describeMediaAsset(context, row),
    })),
    variants: variants.map((row) => describeVariant(context, row)),
  };
}

/** Describes a product as its merchant sees it: also where it was copied from. */
export function describeOwnProduct(context: MockContext, product: ProductRow): Product {
  const source = context.use(createProducts).syncSourceOf(product);
  return {
    ...describeProduct(context, product),
    ...(source === undefined ? {} : { primarySyncSource: describeSyncSource(source) }),
  };
}

function describeSyncSource(row: SyncSourceRow): NonNullable<Product['primarySyncSource']> {
  const { syncSource, syncSourceId, lastSyncedAt, sourceData, syncStatus } = row;
  return {
    ...entityOf(row),
    syncSource,
    syncSourceId,
    ...(lastSyncedAt === null ? {} : { lastSyncedAt }),
    ...(sourceData === null ? {} : { sourceData }),
    ...(syncStatus === null ? {} : { syncStatus }),
  };
}
