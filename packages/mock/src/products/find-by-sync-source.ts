import type { MockContext } from '../context.js';
import type { ProductRow } from '../state/product-rows.js';
import { createProducts } from '../state/products.js';
import type { Tenant } from '../tenant.js';
import type { SyncSource } from './save-sync-source.js';

/** Finds the product that was copied from there. */
export function findBySyncSource(
  context: MockContext,
  { tenant, source }: { readonly tenant: Tenant; readonly source: SyncSource },
): ProductRow | undefined {
  const { products, syncSourceOf } = context.use(createProducts);
  return products.all(tenant).find((product) => {
    const known = syncSourceOf(product);
    return known?.syncSource === source.syncSource && known.syncSourceId === source.syncSourceId;
  });
}
