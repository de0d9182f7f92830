import type { UpdateProduct } from '@fanfare/contract/admin';
import type { MockContext } from '../context.js';
import type { ProductRow, VariantRow } from '../state/product-rows.js';
import { createProducts } from '../state/products.js';
import type { PlannedVariant } from './plan-variants.js';
import { saveMediaByName } from './save-media.js';
import { saveSyncSource } from './save-sync-source.js';
import { writeVariants } from './write-variants.js';

/** What was let through of a product, and who wants it. */
export interface WriteProduct {
  readonly product: ProductRow;
  readonly body: UpdateProduct;
  readonly variants: readonly PlannedVariant[];
  readonly by: string;
}

/** Carries out what was let through; returns the variants that the product has now. */
export function writeProduct(
  context: MockContext,
  { product, body, variants, by }: WriteProduct,
): VariantRow[] {
  const { variants: _planned, productMediaAssets = [], primarySyncSource, ...patch } = body;
  context.use(createProducts).products.update(product, patch, by);
  for (const media of productMediaAssets) saveMediaByName(context, { owner: product, body: media, by });
  if (primarySyncSource !== undefined) saveSyncSource(context, { product, body: primarySyncSource, by });
  return writeVariants(context, { product, variants, by });
}
