import type { AdmissionCompletion, CompleteAdmission, GrantingMechanism } from '@fanfare/contract';
import { claimGrant } from '../checkout/claim-grant.js';
import type { MockContext } from '../context.js';
import type { HandlersOf } from '../handler.js';
import type { QueuePlace } from '../mechanisms/queue-place.js';
import { refuseInQueue } from '../queues/refuse-in-queue.js';
import { refuse } from '../refusal.js';
import { createConsumers } from '../state/consumers.js';
import { isoTime } from '../state/iso-time.js';
import { createOrders } from '../state/orders.js';
import { createQueues, type QueueRoom } from '../state/queues.js';

/** The operations of this resource. */
type AdmissionOperation = 'admissions.validate' | 'admissions.complete';

const mechanisms = {
  queues: 'queue',
  draws: 'draw',
  auctions: 'auction',
  'timed-releases': 'timed_release',
} as const satisfies Record<string, GrantingMechanism>;

/** Grants at the merchant's own till. */
export const admissionHandlers: HandlersOf<AdmissionOperation> = {
  'admissions.validate': ({ context, principal: { tenant }, params, body }) => {
    const distributionType = mechanisms[params.distributions];
    const { distributionId } = params;
    const grant = claimGrant(context, { how: 'validate', tenant, distributionId, distributionType, ...body });
    return {
      valid: true,
      consumerId: grant.consumerId,
      distributionId,
      distributionType,
      validatedAt: isoTime(context.clock.now()),
      ...(grant.expiresAt === null ? {} : { expiresAt: isoTime(grant.expiresAt) }),
    };
  },

  'admissions.complete': ({ context, principal: { tenant }, params, body }) => {
    const isQueue = params.distributions === 'queues';
    const room = isQueue ? context.use(createQueues).find(tenant, params.distributionId) : undefined;
    if (room === undefined) {
      return refuse('not_found', 'There is no such distribution.', { documented: 'Queue not found' });
    }
    const consumerId = context.use(createConsumers).find(tenant, body.consumerId)?.id ?? body.consumerId;
    return complete(context, { room, body: { ...body, consumerId } });
  },
};

interface Completing {
  readonly room: QueueRoom;
  readonly body: CompleteAdmission;
}

function complete(
  context: MockContext,
  { room, body: { consumerId, metadata } }: Completing,
): AdmissionCompletion {
  const orders = context.use(createOrders).ofConsumer(room.tenant, consumerId);
  if (orders.some((order) => order.room === room && order.status === 'pending')) {
    refuse('conflict', 'The grant was used for an order that waits for its payment; cancel it first.');
  }
  const before = room.engine.place(consumerId);
  if (hasExpired(before)) refuse('grant_expired', 'The admission ended before it was completed.');
  const action = { do: 'complete', consumerId, orderId: metadata?.orderId } as const;
  const { refusal } = context.use(createQueues).act(room, action);
  if (refusal !== undefined) refuseInQueue(refusal, context.clock.now());
  const after = room.engine.place(consumerId);
  if (after?.status !== 'completed') throw new Error('A completed admission is not completed.');
  return {
    status: 'COMPLETED',
    consumerId,
    distributionId: room.data.queue.id,
    completedAt: isoTime(after.completedAt),
    alreadyCompleted: before?.status === 'completed',
  };
}

function hasExpired(place: QueuePlace | undefined): boolean {
  return place?.status === 'denied' && place.reason === 'ADMISSION_EXPIRED';
}
