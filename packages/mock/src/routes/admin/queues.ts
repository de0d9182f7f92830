import { createDistributions, type RoomOf } from '../../distributions/distributions.js';
import type { MockContext } from '../../context.js';
import type { HandlersOf } from '../../handler.js';
import { refuse } from '../../refusal.js';
import { queueOf } from '../../distributions/queue/describe-queue.js';
import type { Tenant } from '../../tenant.js';
import { guardEdit, guardSequence, pageOfDistributions } from './distribution-edits.js';
import { draftQueue } from './draft-queue.js';

/** The operations of this resource. */
type AdminQueueOperation = `admin.queues.${'list' | 'create' | 'get' | 'update' | 'archive'}`;

/** Queues, as a merchant sets them up. */
export const adminQueueHandlers: HandlersOf<AdminQueueOperation> = {
  'admin.queues.list': ({ context, principal: { tenant }, query }) =>
    pageOfDistributions(context, {
      tenant,
      rows: context.use(createDistributions).rowsOf(tenant, 'queue'),
      query,
      show: queueOf,
    }),

  'admin.queues.create': ({ context, principal: { tenant, keyId: by }, body }) => {
    const { sequenceId } = body;
    guardSequence(context, { tenant, sequenceId });
    const fields = { ...draftQueue(body), sequenceId };
    return queueOf(context.use(createDistributions).create(tenant, 'queue', { fields, by }).row);
  },

  'admin.queues.get': ({ context, principal: { tenant }, params }) =>
    queueOf(roomOf(context, { tenant, ...params }).row),

  'admin.queues.update': ({ context, principal: { tenant, keyId: by }, params, body: patch }) => {
    const room = roomOf(context, { tenant, ...params });
    guardEdit(context, { room, patch });
    context.use(createDistributions).update(room, { patch, by });
    return queueOf(room.row);
  },

  'admin.queues.archive': ({ context, principal: { tenant, keyId: by }, params }) => {
    const room = roomOf(context, { tenant, ...params });
    context.use(createDistributions).archive(room, { by });
    return queueOf(room.row);
  },
};

function roomOf(
  context: MockContext,
  { tenant, queueId }: { tenant: Tenant; queueId: string },
): RoomOf<'queue'> {
  const room = context.use(createDistributions).findOf(tenant, 'queue', queueId);
  return room ?? refuse('not_found', 'There is no such queue.', { documented: 'Queue not found' });
}
