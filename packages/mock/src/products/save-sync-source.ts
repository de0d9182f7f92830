import type { UpsertProduct } from '@fanfare/contract/admin';
import type { MockContext } from '../context.js';
import type { ProductRow } from '../state/product-rows.js';
import { createProducts } from '../state/products.js';

/** Where a product was copied from, as a merchant says it. */
export type SyncSource = NonNullable<UpsertProduct['primarySyncSource']>;

/** Notes where a product was copied from. */
export function saveSyncSource(
  context: MockContext,
  { product, body, by }: { readonly product: ProductRow; readonly body: SyncSource; readonly by: string },
): void {
  const { products, syncSources, syncSourceOf } = context.use(createProducts);
  const known = syncSourceOf(product);
  const { syncSource, syncSourceId, lastSyncedAt, sourceData, syncStatus } = body;
  const source =
    known ??
    syncSources.insert(
      product.tenant,
      { syncSource, syncSourceId, lastSyncedAt: null, sourceData: null, syncStatus: null },
      { by },
    );
  syncSources.update(source, { syncSource, syncSourceId, lastSyncedAt, sourceData, syncStatus }, by);
  const primary = {
    primarySyncSourceId: source.id,
    primarySourceVendor: source.syncSource,
    primaryExternalId: source.syncSourceId,
    primaryLastSyncedAt: source.lastSyncedAt,
  };
  products.update(product, primary, by);
}
