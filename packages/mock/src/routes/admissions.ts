import type { AdmissionCompletion, CompleteAdmission, GrantingMechanism } from '@fanfare/contract';
import { claimGrant } from '../checkout/claim-grant.js';
import type { MockContext } from '../context.js';
import { createDistributions } from '../distributions/distributions.js';
import { refuseInRoom } from '../distributions/refuse-in-room.js';
import type { Room } from '../distributions/room.js';
import type { HandlersOf } from '../handler.js';
import { refuse } from '../refusal.js';
import { createActivityLog } from '../state/activity-log.js';
import { createConsumers } from '../state/consumers.js';
import { isoTime } from '../state/iso-time.js';
import { createOrders } from '../state/orders.js';

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
    const mechanism = mechanisms[params.distributions];
    const room: Room | undefined = context
      .use(createDistributions)
      .findOf(tenant, mechanism, params.distributionId);
    if (room === undefined) {
      return refuse('not_found', 'There is no such distribution.', { documented: 'Queue not found' });
    }
    const consumerId = context.use(createConsumers).find(tenant, body.consumerId)?.id ?? body.consumerId;
    return complete(context, { room, body: { ...body, consumerId } });
  },
};

interface Completing {
  readonly room: Room;
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
  const before = room.core.standing(consumerId);
  if (before?.deniedReason === 'ADMISSION_EXPIRED') {
    refuse('grant_expired', 'The admission ended before it was completed.');
  }
  const { refusal } = context
    .use(createDistributions)
    .act(room, (core, now) => core.complete({ consumerId, now }), { orderId: metadata?.orderId });
  if (refusal !== undefined) refuseInRoom(refusal);
  if (before?.completedAt === undefined) noteSale(context, { room, body: { consumerId, metadata } });
  const completedAt = room.core.standing(consumerId)?.completedAt;
  if (completedAt === undefined) throw new Error('A completed admission is not completed.');
  return {
    status: 'COMPLETED',
    consumerId,
    distributionId: room.row.id,
    completedAt: isoTime(completedAt),
    alreadyCompleted: before?.completedAt !== undefined,
  };
}

/** What was paid at the merchant's own till counts like an order that was paid here. */
function noteSale(context: MockContext, { room, body: { consumerId, metadata } }: Completing): void {
  if (metadata?.orderAmount === undefined) return;
  const { orderAmount: amount, orderId } = metadata;
  const where = { ...room.whereabouts(), distributionId: room.row.id };
  const fields = { amount, ...(orderId !== undefined && { orderId }) };
  const at = context.clock.now();
  const sale = { tenant: room.tenant, event: 'order_completed', at, consumerId, ...where, fields };
  context.use(createActivityLog).note(sale);
}
