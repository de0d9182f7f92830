import type { TestShop, TestShopper } from './open-shop.js';

/** Lets so many guests in, one after the other. */
export async function guests(shop: TestShop, count: number): Promise<TestShopper[]> {
  const all: TestShopper[] = [];
  while (all.length < count) all.push(await shop.guest());
  return all;
}
