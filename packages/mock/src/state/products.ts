import type { MockContext } from '../context.js';
import type { Tenant } from '../tenant.js';
import type { ProductFields, ProductRow, VariantFields, VariantRow } from './product-rows.js';
import { createTable, type Table } from './table.js';
import { seededData } from './world.js';

/** What is for sale. */
export interface Products {
  readonly products: Table<ProductFields>;
  readonly variants: Table<VariantFields>;
  variantsOf(product: ProductRow): readonly VariantRow[];
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
  for (const { product, variant } of seededData(context.world)) {
    products.adopt(product);
    variants.adopt(variant);
  }
  return {
    products,
    variants,
    variantsOf: ({ tenant, id }) => variants.all(tenant).filter(({ productId }) => productId === id),
    findItem(tenant, { productId, variantId }) {
      const product = products.live(tenant, productId);
      const variant = variants.live(tenant, variantId);
      return product !== undefined && variant?.productId === product.id ? { product, variant } : undefined;
    },
  };
}
