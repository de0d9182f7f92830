import type { ConsumerId, ProductId } from '@fanfare/contract';
import { assignProduct } from '../../experiences/assign-product.js';
import type { RoomSetup } from '../room.js';

/** Which product each winner got, where the sequence leaves that to the platform. */
export interface AssignedProducts {
  assign(consumerId: ConsumerId): void;
  of(consumerId: ConsumerId): ProductId | undefined;
  /** Gives what one consumer got to another. */
  move(move: { readonly from: ConsumerId; readonly to: ConsumerId }): void;
}

/** Assigns the products of the sequence that a distribution is part of. */
export function assignedProducts({ context, row, random }: RoomSetup<'draw'>): AssignedProducts {
  const byConsumer = new Map<ConsumerId, ProductId>();
  return {
    assign(consumerId) {
      const productId = assignProduct(context, { ...row, chance: random() });
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
