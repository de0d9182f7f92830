import type { MockContext } from '../context.js';
import { stockKeeping, type StockKeeping } from '../products/stock-keeping.js';
import type { Tenant } from '../tenant.js';
import type {
  ProductFields,
  ProductRow,
  SyncSourceFields,
  SyncSourceRow,
  VariantFields,
  VariantRow,
} from './product-rows.js';
import { createTable, type Table } from './table.js';
import { seededData } from './world.js';

/** What is for sale. */
export interface Products extends StockKeeping {
  readonly products: Table<ProductFields>;
  readonly variants: Table<VariantFields>;
  readonly syncSources: Table<SyncSourceFields>;
  /** The variants of a product that are not archived, the oldest first. */
  variantsOf(product: ProductRow): readonly VariantRow[];
  /** Where a product was copied from. */
  syncSourceOf(product: ProductRow): SyncSourceRow | undefined;
  /** Finds what an order is for; `undefined` where the two do not belong together. */
  findItem(
    tenant: Tenant,
    item: { readonly productId: string; readonly variantId: string },
  ): { readonly product: ProductRow; readonly variant: VariantRow } | undefined;
}

/** Makes the products of a platform, with those of the seeded world. */
export function createProducts(context: MockContext): Products {
  const products = createTable<ProductFields>(context, 'prod');
  const variants = createTable<VariantFields>(context, 'var');
  const syncSources = createTable<SyncSourceFields>(context, 'sync');
  for (const { product, variant } of seededData(context.world)) {
    products.adopt(product);
    variants.adopt(variant);
  }
  const stock = stockKeeping(variants);
  return {
    ...stock,
    availableOf(tenant, variantId) {
      const productId = variants.live(tenant, variantId)?.productId ?? '';
      return products.live(tenant, productId) === undefined ? 0 : stock.availableOf(tenant, variantId);
    },
    products,
    variants,
    syncSources,
    variantsOf: ({ tenant, id }) => variants.all(tenant).filter(({ productId }) => productId === id),
    syncSourceOf: ({ tenant, primarySyncSourceId }) => syncSources.find(tenant, primarySyncSourceId ?? ''),
    findItem(tenant, { productId, variantId }) {
      const product = products.live(tenant, productId);
      const variant = variants.live(tenant, variantId);
      return product !== undefined && variant?.productId === product.id ? { product, variant } : undefined;
    },
  };
}
