import type { CreateVariant } from '@fanfare/contract/admin';
import { newVariant, type VariantFields, type VariantRow } from '../state/product-rows.js';
import type { Patch } from '../state/table.js';
import { withDefaults } from '../state/with-defaults.js';

/** A variant as it shall be; without a row it is new. */
export interface PlannedVariant {
  readonly row: VariantRow | undefined;
  readonly fields: Omit<VariantFields, 'productId'>;
}

/** Plans a change of one variant. */
export function planChange(row: VariantRow, patch: Patch<VariantFields>): PlannedVariant {
  return { row, fields: withDefaults(row, patch) };
}

/** Plans a new variant. */
export function planNew(wish: CreateVariant): PlannedVariant {
  return { row: undefined, fields: withDefaults(newVariant, wish) };
}

/** Plans what becomes of the variants of a product: those with a known SKU change, the others are new. */
export function planBySku(rows: readonly VariantRow[], wishes: readonly CreateVariant[]): PlannedVariant[] {
  const bySku = new Map(wishes.map((wish) => [wish.sku, wish]));
  const known = new Set(rows.map(({ sku }) => sku));
  return [
    ...rows.map((row) => planChange(row, bySku.get(row.sku) ?? {})),
    ...wishes.filter(({ sku }) => !known.has(sku)).map(planNew),
  ];
}
