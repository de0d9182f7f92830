import type { OrderLimit } from '@fanfare/contract/admin';
import { entityOf } from '../state/entity.js';
import type { OrderLimitRow } from '../state/order-limits.js';

/** Describes an order limit. */
export function orderLimitOf(row: OrderLimitRow): OrderLimit {
  const { sequenceId, productId, productVariantId, maxQuantity, timeWindowSeconds, timeWindowType } = row;
  return {
    ...entityOf(row),
    ...{ sequenceId, productId, productVariantId, maxQuantity, timeWindowSeconds, timeWindowType },
  };
}
