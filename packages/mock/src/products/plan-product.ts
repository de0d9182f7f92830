import type { UpdateProduct } from '@fanfare/contract/admin';
import type { MockContext } from '../context.js';
import { refuse } from '../refusal.js';
import type { ProductRow, VariantRow } from '../state/product-rows.js';
import { createProducts } from '../state/products.js';
import type { Tenant } from '../tenant.js';
import { findBySyncSource } from './find-by-sync-source.js';
import { guardOptionIds } from './guard-option-ids.js';
import { guardVariants } from './guard-variants.js';
import { planBySku, type PlannedVariant } from './plan-variants.js';

/** What a product shall become. */
export interface ProductWish {
  readonly tenant: Tenant;
  /** The product as it is; without one it is new. */
  readonly product: ProductRow | undefined;
  readonly body: UpdateProduct;
}

/**
 * Lets through what a product shall become, before anything of it is carried out.
 *
 * @returns what becomes of its variants.
 * @throws {MockRefusal} `conflict` where another product has the handle or the source, `not_found` for an unknown
 *   option or default variant, and what `guardVariants` refuses with.
 */
export function planProduct(context: MockContext, wish: ProductWish): readonly PlannedVariant[] {
  const { tenant, product, body } = wish;
  const { variants: wishes = [], variantOptionIds, defaultVariantId } = body;
  const rows = product === undefined ? [] : context.use(createProducts).variantsOf(product);
  guardIdentity(context, wish);
  guardDefault(rows, defaultVariantId);
  guardDistinct(wishes.map(({ sku }) => sku));
  if (variantOptionIds !== undefined) guardOptionIds(context, { tenant, optionIds: variantOptionIds });
  const optionIds = variantOptionIds ?? product?.variantOptionIds ?? [];
  const variants = planBySku(rows, wishes);
  guardVariants(context, { tenant, optionIds, variants });
  return variants;
}

function guardIdentity(context: MockContext, { tenant, product, body }: ProductWish): void {
  const { handle, primarySyncSource: source } = body;
  const others = context
    .use(createProducts)
    .products.all(tenant)
    .filter((other) => other !== product);
  if (handle != null && others.some((other) => other.handle === handle)) {
    refuse('conflict', 'Another product has this handle.');
  }
  const copy = source === undefined ? product : findBySyncSource(context, { tenant, source });
  if (copy !== undefined && copy !== product) refuse('conflict', 'Another product was copied from there.');
}

function guardDefault(variants: readonly VariantRow[], variantId: string | null | undefined): void {
  if (variantId == null || variants.some(({ id }) => id === variantId)) return;
  refuse('not_found', 'There is no such variant of this product to be its default.');
}

function guardDistinct(skus: readonly string[]): void {
  if (new Set(skus).size === skus.length) return;
  refuse('validation_error', 'Two variants of the request have the same SKU.');
}
