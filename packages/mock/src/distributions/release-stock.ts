import type { MockContext } from '../context.js';
import { offeredItems } from '../experiences/offered-items.js';
import type { ReleaseStock } from '../mechanisms/timed-release-engine.js';
import { createProducts } from '../state/products.js';
import type { Pieces } from '../products/stock-keeping.js';
import type { DistributionRow } from './distribution-rows.js';

/** What a timed release sells from: the stock of the variants that its sequence offers. */
export interface StockOfRelease extends ReleaseStock {
  /** The variants on offer; of each product the default one first. */
  offered(): readonly string[];
  /** There is something on offer, and nothing is left of it. */
  isSoldOut(): boolean;
}

/** Lets a timed release sell from the stock of the products. */
export function releaseStock(context: MockContext, row: DistributionRow<'timed_release'>): StockOfRelease {
  const { tenant } = row;
  const products = context.use(createProducts);
  const onePiece = (variantId: string): Pieces => ({ tenant, variantId, quantity: 1 });
  const isLeft = (variantId: string): boolean => products.availableOf(tenant, variantId) >= 1;

  function offered(): readonly string[] {
    const items = offeredItems(context, row).map(({ productId, variantId }) => {
      const isDefault = products.products.live(tenant, productId)?.defaultVariantId === variantId;
      return { variantId, rank: isDefault ? 0 : 1 };
    });
    return items.sort((a, b) => a.rank - b.rank).map(({ variantId }) => variantId);
  }

  return {
    offered,
    isSoldOut() {
      const variantIds = offered();
      return variantIds.length > 0 && !variantIds.some(isLeft);
    },
    hold(variantId) {
      if (variantId === null) return true;
      if (!isLeft(variantId)) return false;
      products.reserve(onePiece(variantId));
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
