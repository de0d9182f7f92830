import type { ConsumerId } from '@fanfare/contract';
import type { Room } from './room.js';

/**
 * Tells whether a distribution is there for a shopper. One that is archived is there for whoever took part in it, to
 * see how that ended, and where the shopper is named.
 */
export function isSeenBy<R extends Room>(room: R | undefined, consumerId: ConsumerId | undefined): room is R {
  if (room?.row.archived !== true) return room !== undefined;
  return consumerId !== undefined && room.core.standing(consumerId) !== undefined;
}
