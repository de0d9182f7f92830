import type { MockContext } from '../context.js';
import type { ProductRow, VariantRow } from '../state/product-rows.js';
import { createProducts } from '../state/products.js';
import type { PlannedVariant } from './plan-variants.js';

/** Carries out a plan that was let through; returns the variants in its order. */
export function writeVariants(
  context: MockContext,
  {
    product: { tenant, id: productId },
    variants: planned,
    by,
  }: { readonly product: ProductRow; readonly variants: readonly PlannedVariant[]; readonly by: string },
): VariantRow[] {
  const { variants } = context.use(createProducts);
  return planned.map(({ row, fields }) => {
    if (row === undefined) return variants.insert(tenant, { ...fields, productId }, { by });
    variants.update(row, fields, by);
    return row;
  });
}
