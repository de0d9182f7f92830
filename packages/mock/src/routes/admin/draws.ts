import type { MockContext } from '../../context.js';
import { adminDrawOf } from '../../distributions/draw/describe-draw.js';
import { createDistributions, type RoomOf } from '../../distributions/distributions.js';
import type { HandlersOf } from '../../handler.js';
import { refuse } from '../../refusal.js';
import { withDefaults } from '../../state/with-defaults.js';
import type { Tenant } from '../../tenant.js';
import { guardUnchanged } from './guard-unchanged.js';
import { guardEdit, guardSequence, pageOfDistributions } from './distribution-edits.js';
import { draftDraw, guardDrawTimes } from './draft-draw.js';

/** The operations of this resource. */
type AdminDrawOperation = `admin.draws.${'list' | 'create' | 'get' | 'update' | 'archive'}`;

/** Draws, as a merchant sets them up. */
export const adminDrawHandlers: HandlersOf<AdminDrawOperation> = {
  'admin.draws.list': ({ context, principal: { tenant }, query }) =>
    pageOfDistributions(context, {
      tenant,
      rows: context.use(createDistributions).rowsOf(tenant, 'draw'),
      query,
      show: adminDrawOf,
    }),

  'admin.draws.create': ({ context, principal: { tenant, keyId: by }, body }) => {
    const { sequenceId } = body;
    guardSequence(context, { tenant, sequenceId });
    const fields = { ...draftDraw(body), sequenceId };
    return adminDrawOf(context.use(createDistributions).create(tenant, 'draw', { fields, by }).row);
  },

  'admin.draws.get': ({ context, principal: { tenant }, params }) =>
    adminDrawOf(roomOf(context, { tenant, ...params }).row),

  'admin.draws.update': ({ context, principal: { tenant, keyId: by }, params, body: patch }) => {
    const room = roomOf(context, { tenant, ...params });
    guardEdit(context, { room, patch });
    if (room.core.isDrawn) guardUnchanged(room.row, { patch, names: ['drawAt', 'loyaltyBiasEnabled'] });
    const { openAt, closeAt, drawAt } = room.row;
    guardDrawTimes(withDefaults({ openAt, closeAt, drawAt }, patch));
    context.use(createDistributions).update(room, { patch, by });
    return adminDrawOf(room.row);
  },

  'admin.draws.archive': ({ context, principal: { tenant, keyId: by }, params }) => {
    const room = roomOf(context, { tenant, ...params });
    context.use(createDistributions).archive(room, { by });
    return adminDrawOf(room.row);
  },
};

function roomOf(
  context: MockContext,
  { tenant, drawId }: { tenant: Tenant; drawId: string },
): RoomOf<'draw'> {
  return (
    context.use(createDistributions).findOf(tenant, 'draw', drawId) ??
    refuse('not_found', 'There is no such draw.')
  );
}
