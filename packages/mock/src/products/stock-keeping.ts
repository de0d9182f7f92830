import { availableIn, consume, isSound, release, reserve, type Stock } from '../mechanisms/stock.js';
import { refuse } from '../refusal.js';
import type { VariantFields, VariantRow } from '../state/product-rows.js';
import type { Table } from '../state/table.js';
import type { Tenant } from '../tenant.js';

/** Pieces of a variant. */
export interface Pieces {
  readonly tenant: Tenant;
  readonly variantId: string;
  readonly quantity: number;
}

/** What is there of every variant. Orders hold pieces until they are paid or come to nothing. */
export interface StockKeeping {
  /** How many pieces of a variant can be bought now; without end where nothing refuses a sale, 0 for an unknown one. */
  availableOf(tenant: Tenant, variantId: string): number;
  /**
   * Holds pieces for an order.
   *
   * @throws {MockRefusal} `conflict` where there are not enough.
   */
  reserve(pieces: Pieces): void;
  /** Hands held pieces over: the order is paid. */
  consume(pieces: Pieces): void;
  /** Gives held pieces back: the order came to nothing. */
  release(pieces: Pieces): void;
}

/** Keeps the stock of the variants of a table. */
export function stockKeeping(variants: Table<VariantFields>): StockKeeping {
  const step = (
    { tenant, variantId, quantity }: Pieces,
    run: (stock: Stock, pieces: number) => Stock | undefined,
  ): void => {
    const row = variants.find(tenant, variantId);
    if (row === undefined) throw new Error('The stock of a variant that does not exist was to change.');
    const after = run(stockOf(row), quantity);
    if (after === undefined) return refuse('conflict', 'There are not that many pieces of the variant left.');
    row.reserved = after.reserved;
    row.inventoryQuantity = after.quantity;
  };
  return {
    availableOf(tenant, variantId) {
      const row = variants.live(tenant, variantId);
      return row === undefined ? 0 : availableIn(stockOf(row));
    },
    reserve: (pieces) => step(pieces, reserve),
    consume: (pieces) => step(pieces, consume),
    release: (pieces) => step(pieces, release),
  };
}

/** @throws {MockRefusal} `conflict` where unpaid orders hold more pieces than there would be. */
export function guardStock(
  stock: Pick<VariantRow, 'inventoryPolicy' | 'inventoryQuantity' | 'reserved'>,
): void {
  if (isSound(stockOf(stock))) return;
  refuse(
    'conflict',
    'With the policy "deny" there must be at least the pieces that unpaid orders hold, and never less than none.',
  );
}

function stockOf({
  inventoryPolicy,
  inventoryQuantity,
  reserved,
}: Pick<VariantRow, 'inventoryPolicy' | 'inventoryQuantity' | 'reserved'>): Stock {
  return { policy: inventoryPolicy, quantity: inventoryQuantity, reserved };
}
