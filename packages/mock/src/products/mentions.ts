import type { ProductRow, VariantRow } from '../state/product-rows.js';

/** A product with its variants. */
export interface SearchedProduct {
  readonly product: ProductRow;
  readonly variants: readonly VariantRow[];
}

/** Tells whether a text is part of the name, the description, the handle or a SKU of a product, in any case of letters. */
export function mentions({ product, variants }: SearchedProduct, text: string): boolean {
  const { name, description, handle } = product;
  const places = [name, description, handle, ...variants.map(({ sku }) => sku)];
  return places.some((place) => place?.toLowerCase().includes(text.toLowerCase()) ?? false);
}
