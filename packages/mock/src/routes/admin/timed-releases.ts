import type { MockContext } from '../../context.js';
import { timedReleaseOf } from '../../distributions/timed-release/describe-timed-release.js';
import { createDistributions, type RoomOf } from '../../distributions/distributions.js';
import type { HandlersOf } from '../../handler.js';
import { refuse } from '../../refusal.js';
import type { Tenant } from '../../tenant.js';
import { guardEdit, guardSequence, pageOfDistributions } from './distribution-edits.js';
import { draftTimedRelease } from './draft-timed-release.js';

/** The operations of this resource. */
type AdminTimedReleaseOperation = `admin.timedReleases.${'list' | 'create' | 'get' | 'update' | 'archive'}`;

/** Timed releases, as a merchant sets them up. */
export const adminTimedReleaseHandlers: HandlersOf<AdminTimedReleaseOperation> = {
  'admin.timedReleases.list': ({ context, principal: { tenant }, query }) =>
    pageOfDistributions(context, {
      tenant,
      rows: context.use(createDistributions).rowsOf(tenant, 'timed_release'),
      query,
      show: timedReleaseOf,
    }),

  'admin.timedReleases.create': ({ context, principal: { tenant, keyId: by }, body }) => {
    const { sequenceId } = body;
    guardSequence(context, { tenant, sequenceId });
    const fields = { ...draftTimedRelease(body), sequenceId };
    return timedReleaseOf(
      context.use(createDistributions).create(tenant, 'timed_release', { fields, by }).row,
    );
  },

  'admin.timedReleases.get': ({ context, principal: { tenant }, params }) =>
    timedReleaseOf(roomOf(context, { tenant, ...params }).row),

  'admin.timedReleases.update': ({ context, principal: { tenant, keyId: by }, params, body: patch }) => {
    const room = roomOf(context, { tenant, ...params });
    guardEdit(context, { room, patch });
    context.use(createDistributions).update(room, { patch, by });
    return timedReleaseOf(room.row);
  },

  'admin.timedReleases.archive': ({ context, principal: { tenant, keyId: by }, params }) => {
    const room = roomOf(context, { tenant, ...params });
    context.use(createDistributions).archive(room, { by });
    return timedReleaseOf(room.row);
  },
};

function roomOf(
  context: MockContext,
  { tenant, timedReleaseId }: { tenant: Tenant; timedReleaseId: string },
): RoomOf<'timed_release'> {
  const room = context.use(createDistributions).findOf(tenant, 'timed_release', timedReleaseId);
  return room ?? refuse('not_found', 'There is no such timed release.');
}
