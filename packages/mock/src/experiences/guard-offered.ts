import { refuse } from '../refusal.js';

/** @throws {MockRefusal} `not_found` where a sequence would carry what its experience does not offer. */
export function guardOffered(
  carried: readonly { readonly productId: string }[],
  offers: readonly { readonly productId: string }[],
): void {
  const offered = new Set(offers.map(({ productId }) => productId));
  if (carried.every(({ productId }) => offered.has(productId))) return;
  refuse('not_found', 'The experience does not offer this product.');
}
