import { assignProduct } from '../../experiences/assign-product.js';
import { offeredItems } from '../../experiences/offered-items.js';
import type { ReleaseStock } from '../../mechanisms/timed-release-engine.js';
import { createProducts } from '../../state/products.js';
import type { Pieces } from '../../products/stock-keeping.js';
import type { RoomSetup } from '../room.js';

/** What a timed release sells from: the stock of the variants that its sequence offers. */
export interface StockOfRelease extends ReleaseStock {
  offers(variantId: string): boolean;
  /** The variants on offer in the order in which they are tried for whoever names none; `null` alone where there are none. */
  choices(): readonly (string | null)[];
  /** There is something on offer, and nothing is left of it. */
  isSoldOut(): boolean;
}

/** Lets a timed release sell from the stock of the products. */
export function releaseStock({ context, row, random }: RoomSetup<'timed_release'>): StockOfRelease {
  const { tenant } = row;
  const products = context.use(createProducts);
  // Of the next piece: asking again, or in vain, changes nothing about it.
  let chance = random();
  const onePiece = (variantId: string): Pieces => ({ tenant, variantId, quantity: 1 });
  const isLeft = (variantId: string): boolean => products.availableOf(tenant, variantId) >= 1;

  const offered = (): readonly string[] => offeredItems(context, row).map(({ variantId }) => variantId);

  /** First the product that the platform picks, where it does; of each product the default variant. */
  function choices(): readonly (string | null)[] {
    const picked = assignProduct(context, { ...row, chance });
    const items = offeredItems(context, row).map(({ productId, variantId }) => {
      const isDefault = products.products.live(tenant, productId)?.defaultVariantId === variantId;
      return { variantId, rank: (productId === picked ? 0 : 2) + (isDefault ? 0 : 1) };
    });
    if (items.length === 0) return [null];
    return items.sort((a, b) => a.rank - b.rank).map(({ variantId }) => variantId);
  }

  return {
    offers: (variantId) => offered().includes(variantId),
    choices,
    isSoldOut() {
      const variantIds = offered();
      return variantIds.length > 0 && !variantIds.some(isLeft);
    },
    hold(variantId) {
      if (variantId === null) return true;
      if (!isLeft(variantId)) return false;
      products.reserve(onePiece(variantId));
      chance = random();
      return true;
    },
    giveBack(variantId) {
      if (variantId !== null) products.release(onePiece(variantId));
    },
    sell(variantId) {
      if (variantId !== null) products.consume(onePiece(variantId));
    },
  };
}
