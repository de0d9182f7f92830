import type { ConsumerId, QueueState } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import type { HandlersOf } from '../handler.js';
import { enterQueue } from '../queues/enter-queue.js';
import { refuseInQueue } from '../queues/refuse-in-queue.js';
import { refuse } from '../refusal.js';
import { queueOf } from '../state/catalog.js';
import { createConsumers } from '../state/consumers.js';
import { queueStateIn } from '../state/own-state.js';
import { createQueues, type QueueAction, type QueueRoom } from '../state/queues.js';
import { worldOrganization } from '../state/world.js';
import type { Tenant } from '../tenant.js';

/** The operations of this resource. */
type QueueOperation =
  'queues.get' | 'queues.enter' | 'queues.leave' | 'queues.status' | 'queues.admit' | 'queues.deny';

/** Queues: a shopper's place in line, and the merchant's hand in it. */
export const queueHandlers: HandlersOf<QueueOperation> = {
  'queues.get': ({ context, principal: { tenant }, params }) => {
    const { data } = roomOf(context, { tenant, queueId: params.queueId });
    const organization = worldOrganization(context.world, tenant);
    return organization === undefined ? refuseUnknownQueue() : queueOf({ organization, data });
  },

  'queues.enter': ({ context, principal: { tenant, consumerId }, params }) => {
    const room = roomOf(context, { tenant, queueId: params.queueId });
    enterQueue(context, { room, consumerId });
    return queueStateIn(context, { tenant, room, consumerId });
  },

  'queues.leave': ({ context, principal: { tenant, consumerId }, params }) => {
    const room = roomOf(context, { tenant, queueId: params.queueId });
    context.use(createQueues).act(room, { do: 'leave', consumerId });
    return queueStateIn(context, { tenant, room, consumerId });
  },

  'queues.status': ({ context, principal: { tenant, consumerId }, params }) => {
    const room = roomOf(context, { tenant, queueId: params.queueId });
    return queueStateIn(context, { tenant, room, consumerId });
  },

  'queues.admit': ({ context, principal: { tenant }, params, body }) =>
    intervene(context, { tenant, queueId: params.queueId, do: 'admit', consumerId: body.consumerId }),

  'queues.deny': ({ context, principal: { tenant }, params, body }) =>
    intervene(context, { tenant, queueId: params.queueId, do: 'deny', ...body }),
};

interface QueueAddress {
  readonly tenant: Tenant;
  readonly queueId: string;
}

function roomOf(context: MockContext, { tenant, queueId }: QueueAddress): QueueRoom {
  return context.use(createQueues).find(tenant, queueId) ?? refuseUnknownQueue();
}

function refuseUnknownQueue(): never {
  return refuse('not_found', 'There is no such queue.', { documented: 'Queue not found' });
}

function intervene(
  context: MockContext,
  { tenant, queueId, ...action }: QueueAddress & QueueAction,
): QueueState {
  const room = roomOf(context, { tenant, queueId });
  const consumerId = presentId(context, { tenant, consumerId: action.consumerId });
  const { refusal } = context.use(createQueues).act(room, { ...action, consumerId });
  if (refusal !== undefined) refuseInQueue(refusal, context.clock.now());
  return queueStateIn(context, { tenant, room, consumerId });
}

/** A merchant may still hold the id that a guest had before signing in. */
function presentId(
  context: MockContext,
  { tenant, consumerId }: { tenant: Tenant; consumerId: ConsumerId },
): ConsumerId {
  return context.use(createConsumers).find(tenant, consumerId)?.id ?? consumerId;
}
