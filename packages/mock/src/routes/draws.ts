import type { ConsumerId, DrawState } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { drawOf } from '../distributions/draw/describe-draw.js';
import { createDistributions, type RoomOf } from '../distributions/distributions.js';
import { guardEntry } from '../distributions/guard-entry.js';
import { isSeenBy } from '../distributions/is-seen-by.js';
import { refuseInDraw } from '../distributions/draw/refuse-in-draw.js';
import { refuseInRoom } from '../distributions/refuse-in-room.js';
import type { HandlersOf } from '../handler.js';
import { refuse } from '../refusal.js';
import { createConsumers } from '../state/consumers.js';
import type { Shopper } from '../state/experiences.js';
import { sightIn } from '../state/own-state.js';
import type { Tenant } from '../tenant.js';

/** The operations of this resource. */
type DrawOperation = `draws.${'get' | 'enter' | 'leave' | 'status' | 'deny'}`;

/** Draws: entries of shoppers, and the merchant's hand in them. */
export const drawHandlers: HandlersOf<DrawOperation> = {
  'draws.get': ({ context, principal: { tenant }, params }) =>
    drawOf(roomOf(context, { tenant, ...params }).row),

  'draws.enter': ({ context, principal: { tenant, consumerId }, params }) => {
    const room = roomOf(context, { tenant, ...params });
    guardEntry(context, { room, consumerId });
    const { act } = context.use(createDistributions);
    const { refusal } = act(room, (core, now) => core.enter({ consumerId, now }));
    if (refusal !== undefined) refuseInDraw(refusal);
    return stateIn(context, { tenant, room, consumerId });
  },

  'draws.leave': ({ context, principal: { tenant, consumerId }, params }) => {
    const room = roomOf(context, { tenant, ...params });
    const { act } = context.use(createDistributions);
    const { refusal } = act(room, (core, now) => core.leave({ consumerId, now }));
    // Only a win stands in the way of leaving.
    if (refusal !== undefined) refuseInDraw({ refused: 'won' });
    return stateIn(context, { tenant, room, consumerId });
  },

  'draws.status': ({ context, principal: { tenant, consumerId }, params }) => {
    const room = roomOf(context, { tenant, consumerId, ...params });
    return stateIn(context, { tenant, room, consumerId });
  },

  'draws.deny': ({ context, principal: { tenant }, params, body: { reason, ...body } }) => {
    const room = roomOf(context, { tenant, ...params });
    const consumerId = presentId(context, { tenant, ...body });
    const { act } = context.use(createDistributions);
    const { refusal } = act(room, (core, now) => core.deny({ consumerId, now, reason }));
    if (refusal !== undefined) refuseInRoom(refusal);
    return stateIn(context, { tenant, room, consumerId });
  },
};

interface DrawAddress {
  readonly tenant: Tenant;
  readonly drawId: string;
  /** Who asks how their part ended. */
  readonly consumerId?: ConsumerId;
}

function roomOf(context: MockContext, { tenant, consumerId, drawId }: DrawAddress): RoomOf<'draw'> {
  const room = context.use(createDistributions).findOf(tenant, 'draw', drawId);
  return isSeenBy(room, consumerId) ? room : refuse('not_found', 'There is no such draw.');
}

function stateIn(context: MockContext, { room, ...shopper }: Shopper & { room: RoomOf<'draw'> }): DrawState {
  return room.core.state(sightIn(context, shopper, room));
}

/** A merchant may still hold the id that a guest had before signing in. */
function presentId(
  context: MockContext,
  { tenant, consumerId }: { tenant: Tenant; consumerId: ConsumerId },
): ConsumerId {
  return context.use(createConsumers).find(tenant, consumerId)?.id ?? consumerId;
}
