import type { ConsumerId, ProductId, SequenceId, VariantId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { offeredItems } from '../experiences/offered-items.js';
import { orderWindowStart } from '../mechanisms/order-window.js';
import { refuse } from '../refusal.js';
import type { Tenant } from '../tenant.js';
import { createExperienceTree } from './experience-tree.js';
import { compareMoney, isNoMoney } from './money.js';
import { createOrders, type Order } from './orders.js';
import { createTable, type RowOf, type Table } from './table.js';

/** What is kept of an order limit. */
export interface OrderLimitFields {
  readonly sequenceId: SequenceId;
  readonly productId: ProductId;
  /** `null` counts all variants of the product together. */
  readonly productVariantId: VariantId | null;
  readonly maxQuantity: number;
  /** `null` counts all orders there ever were. */
  readonly timeWindowSeconds: number | null;
  readonly timeWindowType: 'rolling' | 'calendar' | null;
}

/** A stored order limit. */
export type OrderLimitRow = RowOf<OrderLimitFields>;

/** Something that somebody wants to buy. */
export interface WantedItem {
  readonly productId: ProductId;
  readonly variantId: VariantId;
  readonly quantity: number;
}

/** Who wants to buy in a sequence, and what. */
export interface Purchase {
  readonly tenant: Tenant;
  readonly sequenceId: SequenceId;
  readonly consumerId: ConsumerId;
  /** @default one piece of whatever the sequence offers */
  readonly item?: WantedItem;
}

/** The order limits of all tenants. */
export interface OrderLimits {
  readonly table: Table<OrderLimitFields>;
  /** Those of a sequence, the oldest first. */
  of(tenant: Tenant, sequenceId: string): readonly OrderLimitRow[];
  /**
   * Lets a consumer through who may still buy what they want, or, where they want nothing particular, anything at all.
   *
   * @throws {MockRefusal} `order_limit_exceeded`, with the limit in its details.
   */
  check(purchase: Purchase): void;
}

/** Makes an empty set of order limits. */
export function createOrderLimits(context: MockContext): OrderLimits {
  const table = createTable<OrderLimitFields>(context, 'limit');
  const of = (tenant: Tenant, wanted: string): readonly OrderLimitRow[] =>
    table.all(tenant).filter(({ sequenceId }) => sequenceId === wanted);

  function orderedUnder(limit: OrderLimitRow, { tenant, consumerId }: Purchase): number {
    const timeZone = context.use(createExperienceTree).experienceOf(tenant, limit.sequenceId)?.timeZone;
    const { timeWindowSeconds: seconds, timeWindowType: type } = limit;
    const window = { seconds, type: type ?? 'rolling', timeZone: timeZone ?? 'UTC' };
    const since = orderWindowStart(window, context.clock.now());
    return context
      .use(createOrders)
      .ofConsumer(tenant, consumerId)
      .filter((order) => countsUnder(limit, order) && order.createdAt >= since)
      .reduce((sum, { wish }) => sum + wish.quantity, 0);
  }

  /** The first limit that a purchase would exceed. */
  function exceeded(purchase: Purchase, item: WantedItem): Exceeded | undefined {
    for (const limit of of(purchase.tenant, purchase.sequenceId)) {
      if (!isAbout(limit, item)) continue;
      const ordered = orderedUnder(limit, purchase);
      if (ordered + item.quantity > limit.maxQuantity) return { limit, ordered, wanted: item.quantity };
    }
    return undefined;
  }

  return {
    table,
    of,
    check(purchase) {
      if (of(purchase.tenant, purchase.sequenceId).length === 0) return;
      const wanted =
        purchase.item === undefined
          ? offeredItems(context, purchase).map((item) => ({ ...item, quantity: 1 }))
          : [purchase.item];
      const refusals = wanted.map((item) => exceeded(purchase, item));
      const first = refusals[0];
      if (first !== undefined && refusals.every((refusal) => refusal !== undefined)) refuseOrder(first);
    },
  };
}

interface Exceeded {
  readonly limit: OrderLimitRow;
  readonly ordered: number;
  readonly wanted: number;
}

function isAbout(limit: OrderLimitRow, { productId, variantId }: Omit<WantedItem, 'quantity'>): boolean {
  return limit.productId === productId && (limit.productVariantId ?? variantId) === variantId;
}

/** What was cancelled or wholly paid back was not bought. */
function countsUnder(limit: OrderLimitRow, { room, wish, status, amount, refunded }: Order): boolean {
  if (room.row.sequenceId !== limit.sequenceId || !isAbout(limit, wish)) return false;
  // Nothing can be paid back of what was free.
  return status !== 'cancelled' && (isNoMoney(refunded) || compareMoney(refunded, amount) < 0);
}

function refuseOrder({ limit, ordered, wanted }: Exceeded): never {
  const { id, productId, productVariantId, maxQuantity, timeWindowSeconds, timeWindowType } = limit;
  const facts = { productId, productVariantId, maxQuantity, timeWindowSeconds, timeWindowType };
  return refuse(
    'order_limit_exceeded',
    `A consumer may order ${maxQuantity} of this product here, and has ordered ${ordered}.`,
    { details: { orderLimitId: id, ...facts, orderedQuantity: ordered, requestedQuantity: wanted } },
  );
}
