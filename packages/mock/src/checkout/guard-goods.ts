import type { CreateCheckout } from '@fanfare/contract';
import type { GrantedGoods } from '../distributions/room.js';
import { refuse } from '../refusal.js';

/**
 * Lets a wish through that a grant is good for.
 *
 * @throws {MockRefusal} `grant_mismatch` for another product or variant than was won, `validation_error` for another
 *   number of pieces.
 */
export function guardGoods(
  { productId, variantId, quantity }: GrantedGoods,
  wish: Pick<CreateCheckout, 'productId' | 'variantId' | 'quantity'>,
): void {
  if ((productId ?? wish.productId) !== wish.productId || (variantId ?? wish.variantId) !== wish.variantId) {
    refuse('grant_mismatch', 'The grant is for another product or another variant.');
  }
  if ((quantity ?? wish.quantity) === wish.quantity) return;
  refuse('validation_error', `The grant is for a quantity of ${String(quantity)}.`);
}
