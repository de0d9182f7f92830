import type { MockContext } from '../context.js';
import { refuse } from '../refusal.js';
import type { ProductRow, VariantRow } from '../state/product-rows.js';
import { createProducts } from '../state/products.js';
import type { Tenant } from '../tenant.js';

/** Where a product is looked for. */
export interface ProductAddress {
  readonly tenant: Tenant;
  readonly productId: string;
}

/** Where a variant is looked for. */
export interface VariantAddress extends ProductAddress {
  readonly variantId: string;
}

/**
 * Finds a product, also an archived one.
 *
 * @throws {MockRefusal} `not_found`.
 */
export function findProduct(context: MockContext, { tenant, productId }: ProductAddress): ProductRow {
  const product = context.use(createProducts).products.find(tenant, productId);
  return product ?? refuse('not_found', 'There is no such product.');
}

/**
 * Finds a product that may be changed.
 *
 * @throws {MockRefusal} `not_found`, or `conflict` where it is archived.
 */
export function findOpenProduct(context: MockContext, address: ProductAddress): ProductRow {
  const product = findProduct(context, address);
  return product.archived ? refuse('conflict', 'The product is archived and cannot be changed.') : product;
}

/**
 * Finds a variant of a product, also an archived one.
 *
 * @throws {MockRefusal} `not_found`.
 */
export function findVariant(context: MockContext, { variantId, ...address }: VariantAddress): VariantRow {
  const product = findProduct(context, address);
  const variant = context.use(createProducts).variants.find(address.tenant, variantId);
  return variant?.productId === product.id
    ? variant
    : refuse('not_found', 'There is no such variant of this product.');
}

/**
 * Finds a variant that may be changed.
 *
 * @throws {MockRefusal} `not_found`, or `conflict` where it or its product is archived.
 */
export function findOpenVariant(context: MockContext, address: VariantAddress): VariantRow {
  findOpenProduct(context, address);
  const variant = findVariant(context, address);
  return variant.archived ? refuse('conflict', 'The variant is archived and cannot be changed.') : variant;
}
