import { adminOf } from './admin-of.js';
import type { TestShop } from './open-shop.js';

/** A product of a test, with the ids of its variants by SKU. */
export interface TestProduct {
  readonly id: string;
  /** Its address below the Admin service. */
  readonly path: string;
  readonly variants: Readonly<Record<string, string>>;
}

/** An option of a test, with the ids of its values by their texts. */
export interface TestOption {
  readonly id: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Creates a product; what is not said about it does not matter. */
export async function setUpProduct(shop: TestShop, more: object = {}): Promise<TestProduct> {
  const body = { name: 'Nova Runner', url: 'https://shop.example.com/nova', ...more };
  const { body: product } = await adminOf(shop).post('/products', body);
  const variants = product['variants'] as { id: string; sku: string }[];
  const id = String(product['id']);
  return { id, path: `/products/${id}`, variants: byText(variants.map((row) => [row.sku, row.id])) };
}

/** Creates an option with values. */
export async function setUpOption(
  shop: TestShop,
  option: { readonly name: string; readonly values: readonly string[] },
): Promise<TestOption> {
  const { body } = await adminOf(shop).post('/variant-options', option);
  const rows = body['values'] as { id: string; value: string }[];
  return { id: String(body['id']), values: byText(rows.map((row) => [row.value, row.id])) };
}

function byText(pairs: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  return Object.fromEntries(pairs);
}
