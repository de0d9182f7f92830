import type { MockContext } from '../context.js';
import { refuse } from '../refusal.js';
import { createProducts } from '../state/products.js';
import type { Tenant } from '../tenant.js';

/** A product, or a variant of it, that a body names. */
export interface NamedProduct {
  readonly productId: string;
  readonly productVariantId?: string | null | undefined;
}

/**
 * Lets through products that are there, each named once.
 *
 * @throws {MockRefusal} `not_found` for an unknown or archived one, `validation_error` for one that is named twice.
 */
export function guardProducts(context: MockContext, tenant: Tenant, named: readonly NamedProduct[]): void {
  const { products, variants } = context.use(createProducts);
  for (const { productId, productVariantId } of named) {
    if (products.live(tenant, productId) === undefined) refuse('not_found', 'There is no such product.');
    if (productVariantId == null) continue;
    if (variants.live(tenant, productVariantId)?.productId === productId) continue;
    refuse('not_found', 'There is no such variant of this product.');
  }
  const keys = named.map(({ productId, productVariantId }) => `${productId}/${productVariantId ?? ''}`);
  if (new Set(keys).size === keys.length) return;
  refuse('validation_error', 'A product is named twice.');
}
