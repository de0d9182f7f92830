import type { Variant } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { entityOf } from '../state/entity.js';
import type { VariantRow } from '../state/product-rows.js';
import { createProducts } from '../state/products.js';
import { createVariantOptions } from '../state/variant-options.js';

/** Describes a variant, with its values in the order of the product's options. */
export function describeVariant(context: MockContext, variant: VariantRow): Variant {
  const { productId, sku, price, inventoryQuantity, inventoryPolicy, metadata } = variant;
  const { primaryExternalId, primaryLastSyncedAt, primarySourceVendor, primarySyncSourceId } = variant;
  return {
    ...entityOf(variant),
    ...{ productId, sku, price, inventoryQuantity, inventoryPolicy, metadata },
    ...{ primaryExternalId, primaryLastSyncedAt, primarySourceVendor, primarySyncSourceId },
    options: optionsOf(context, variant),
  };
}

function optionsOf(
  context: MockContext,
  { tenant, productId, optionAssignments }: VariantRow,
): NonNullable<Variant['options']> {
  const { options, values } = context.use(createVariantOptions);
  const order = context.use(createProducts).products.find(tenant, productId)?.variantOptionIds ?? [];
  return order.flatMap((optionId) => {
    const valueId = optionAssignments.find((assignment) => assignment.optionId === optionId)?.valueId;
    const option = options.find(tenant, optionId);
    const value = valueId === undefined ? undefined : values.find(tenant, valueId);
    if (option === undefined || value === undefined) return [];
    return [{ optionId, optionName: option.name, valueId: value.id, value: value.value }];
  });
}
