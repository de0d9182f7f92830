import type { UpsertProduct } from '@fanfare/contract/admin';
import type { MockContext } from '../context.js';
import { newProduct, type ProductRow } from '../state/product-rows.js';
import { createProducts } from '../state/products.js';
import { withDefaults } from '../state/with-defaults.js';
import type { Tenant } from '../tenant.js';
import { findBySyncSource } from './find-by-sync-source.js';
import { planProduct } from './plan-product.js';
import { writeProduct } from './write-product.js';

/** A product as it shall be, and who wants it. */
export interface ProductUpsert {
  readonly tenant: Tenant;
  readonly body: UpsertProduct;
  readonly by: string;
}

/**
 * Changes the product that is described, or makes it: all of it, or nothing where anything is refused.
 *
 * @throws {MockRefusal} what `planProduct` refuses with.
 */
export function upsertProduct(context: MockContext, { tenant, body, by }: ProductUpsert): ProductRow {
  const { products } = context.use(createProducts);
  const known = findDescribed(context, { tenant, body });
  const variants = planProduct(context, { tenant, product: known, body });
  if (known !== undefined) {
    writeProduct(context, { product: known, body, variants, by });
    return known;
  }
  const { name, url } = body;
  const product = products.insert(tenant, withDefaults(newProduct, { name, url }), { by });
  const [first] = writeProduct(context, { product, body, variants, by });
  // A new product has its first variant as its default unless it is to have none.
  if (body.defaultVariantId === undefined) product.defaultVariantId = first?.id ?? null;
  return product;
}

function findDescribed(
  context: MockContext,
  { tenant, body: { handle, primarySyncSource: source } }: Omit<ProductUpsert, 'by'>,
): ProductRow | undefined {
  const copy = source === undefined ? undefined : findBySyncSource(context, { tenant, source });
  if (copy !== undefined || handle == null) return copy;
  return context
    .use(createProducts)
    .products.all(tenant)
    .find((product) => product.handle === handle);
}
