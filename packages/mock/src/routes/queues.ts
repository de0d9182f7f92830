import type { ConsumerId, QueueState } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { createDistributions, type RoomOf } from '../distributions/distributions.js';
import { guardEntry } from '../distributions/guard-entry.js';
import { isSeenBy } from '../distributions/is-seen-by.js';
import { refuseInQueue } from '../distributions/queue/refuse-in-queue.js';
import { refuseInRoom } from '../distributions/refuse-in-room.js';
import type { HandlersOf } from '../handler.js';
import { refuse } from '../refusal.js';
import { queueOf } from '../distributions/queue/describe-queue.js';
import { createConsumers } from '../state/consumers.js';
import type { Shopper } from '../state/experiences.js';
import { sightIn } from '../state/own-state.js';
import type { Tenant } from '../tenant.js';

/** The operations of this resource. */
type QueueOperation =
  'queues.get' | 'queues.enter' | 'queues.leave' | 'queues.status' | 'queues.admit' | 'queues.deny';

/** Queues: a shopper's place in line, and the merchant's hand in it. */
export const queueHandlers: HandlersOf<QueueOperation> = {
  'queues.get': ({ context, principal: { tenant }, params }) =>
    queueOf(roomOf(context, { tenant, ...params }).row),

  'queues.enter': ({ context, principal: { tenant, consumerId }, params }) => {
    const room = roomOf(context, { tenant, ...params });
    guardEntry(context, { room, consumerId });
    const enter = context.use(createDistributions).act(room, (core, now) => core.enter({ consumerId, now }));
    if (enter.refusal !== undefined) refuseInQueue(enter.refusal, context.clock.now());
    return stateIn(context, { tenant, room, consumerId });
  },

  'queues.leave': ({ context, principal: { tenant, consumerId }, params }) => {
    const room = roomOf(context, { tenant, ...params });
    context.use(createDistributions).act(room, (core, now) => core.leave({ consumerId, now }));
    return stateIn(context, { tenant, room, consumerId });
  },

  'queues.status': ({ context, principal: { tenant, consumerId }, params }) => {
    const room = roomOf(context, { tenant, consumerId, ...params });
    return stateIn(context, { tenant, room, consumerId });
  },

  'queues.admit': ({ context, principal: { tenant }, params, body }) => {
    const room = roomOf(context, { tenant, ...params });
    const consumerId = presentId(context, { tenant, ...body });
    const admit = context.use(createDistributions).act(room, (core, now) => core.admit({ consumerId, now }));
    if (admit.refusal !== undefined) refuseInQueue(admit.refusal, context.clock.now());
    return stateIn(context, { tenant, room, consumerId });
  },

  'queues.deny': ({ context, principal: { tenant }, params, body: { reason, ...body } }) => {
    const room = roomOf(context, { tenant, ...params });
    const consumerId = presentId(context, { tenant, ...body });
    const { act } = context.use(createDistributions);
    const { refusal } = act(room, (core, now) => core.deny({ consumerId, now, reason }));
    if (refusal !== undefined) refuseInRoom(refusal);
    return stateIn(context, { tenant, room, consumerId });
  },
};

interface QueueAddress {
  readonly tenant: Tenant;
  readonly queueId: string;
  /** Who asks how their part ended. */
  readonly consumerId?: ConsumerId;
}

function roomOf(context: MockContext, { tenant, consumerId, queueId }: QueueAddress): RoomOf<'queue'> {
  const room = context.use(createDistributions).findOf(tenant, 'queue', queueId);
  if (isSeenBy(room, consumerId)) return room;
  return refuse('not_found', 'There is no such queue.', { documented: 'Queue not found' });
}

function stateIn(
  context: MockContext,
  { room, ...shopper }: Shopper & { room: RoomOf<'queue'> },
): QueueState {
  return room.core.state(sightIn(context, shopper, room));
}

/** A merchant may still hold the id that a guest had before signing in. */
function presentId(
  context: MockContext,
  { tenant, consumerId }: { tenant: Tenant; consumerId: ConsumerId },
): ConsumerId {
  return context.use(createConsumers).find(tenant, consumerId)?.id ?? consumerId;
}
