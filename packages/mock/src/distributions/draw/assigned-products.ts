import type { ConsumerId, ProductId } from '@fanfare/contract';
import type { MockContext } from '../../context.js';
import { assignProduct } from '../../experiences/assign-product.js';
import type { DistributionRow } from '../distribution-rows.js';

/** Which product each winner got, where the sequence leaves that to the platform. */
export interface AssignedProducts {
  assign(consumerId: ConsumerId): void;
  of(consumerId: ConsumerId): ProductId | undefined;
  /** Gives what one consumer got to another. */
  move(move: { readonly from: ConsumerId; readonly to: ConsumerId }): void;
}

/** Assigns the products of the sequence that a distribution is part of. */
export function assignedProducts(context: MockContext, row: DistributionRow): AssignedProducts {
  const byConsumer = new Map<ConsumerId, ProductId>();
  return {
    assign(consumerId) {
      const productId = assignProduct(context, row);
      if (productId !== undefined) byConsumer.set(consumerId, productId);
    },
    of: (consumerId) => byConsumer.get(consumerId),
    move({ from, to }) {
      const productId = byConsumer.get(from);
      byConsumer.delete(from);
      if (productId !== undefined) byConsumer.set(to, productId);
    },
  };
}
