import type { MockContext } from '../../context.js';
import type { HandlersOf } from '../../handler.js';
import { refuse } from '../../refusal.js';
import { pageOfRows } from '../../state/page.js';
import { createCursors } from '../../state/cursors.js';
import type { Tenant } from '../../tenant.js';
import { waitlistConsumerOf, waitlistExportOf, waitlistOf } from '../../waitlists/describe-waitlist.js';
import { createWaitlistExports } from '../../waitlists/waitlist-exports.js';
import { createWaitlists, type WaitlistRow } from '../../waitlists/waitlists.js';
import { guardSequence } from './distribution-edits.js';

/** The operations of this resource. */
type AdminWaitlistOperation =
  | `admin.waitlists.${'list' | 'create' | 'get' | 'update' | 'archive' | 'consumers'}`
  | `admin.waitlists.exports.${'list' | 'create' | 'download'}`;

/** Waitlists, as a merchant sets them up and looks into them. */
export const adminWaitlistHandlers: HandlersOf<AdminWaitlistOperation> = {
  'admin.waitlists.list': ({ context, principal: { tenant }, query }) => {
    const wanted = context
      .use(createWaitlists)
      .table.all(tenant)
      .filter(({ sequenceId }) => (query.sequenceId ?? sequenceId) === sequenceId);
    const { data, pageInfo } = pageOfRows(wanted, {
      query,
      sortKeys,
      cursors: context.use(createCursors).of(tenant),
    });
    return { data: data.map(waitlistOf), pageInfo };
  },

  'admin.waitlists.create': ({ context, principal: { tenant, keyId: by }, body }) => {
    const { sequenceId, capacity = null } = body;
    const waitlists = context.use(createWaitlists);
    guardSequence(context, { tenant, sequenceId });
    if (waitlists.ofSequence(tenant, sequenceId) !== undefined) {
      refuse('conflict', 'The sequence has a waitlist already.');
    }
    return waitlistOf(waitlists.table.insert(tenant, { sequenceId, capacity }, { by }));
  },

  'admin.waitlists.get': ({ context, principal: { tenant }, params }) =>
    waitlistOf(findWaitlist(context, { tenant, ...params })),

  'admin.waitlists.update': ({ context, principal: { tenant, keyId: by }, params, body }) => {
    const waitlist = findWaitlist(context, { tenant, ...params });
    if (waitlist.archived) refuse('conflict', 'The waitlist is archived and cannot be changed.');
    context.use(createWaitlists).table.update(waitlist, body, by);
    return waitlistOf(waitlist);
  },

  'admin.waitlists.archive': ({ context, principal: { tenant, keyId: by }, params }) => {
    const waitlist = findWaitlist(context, { tenant, ...params });
    context.use(createWaitlists).archive(waitlist, { by });
    return waitlistOf(waitlist);
  },

  'admin.waitlists.consumers': ({ context, principal: { tenant }, params }) => {
    const waitlist = findWaitlist(context, { tenant, ...params });
    return context
      .use(createWaitlists)
      .entries(waitlist)
      .map((entry) => waitlistConsumerOf(waitlist, entry));
  },

  'admin.waitlists.exports.list': ({ context, principal: { tenant }, params }) =>
    context
      .use(createWaitlistExports)
      .of(findWaitlist(context, { tenant, ...params }))
      .map(waitlistExportOf),

  'admin.waitlists.exports.create': ({ context, principal: { tenant, keyId: by }, params }) =>
    waitlistExportOf(
      context.use(createWaitlistExports).start(findWaitlist(context, { tenant, ...params }), { by }),
    ),

  'admin.waitlists.exports.download': ({ context, principal: { tenant }, params }) => {
    const file = context
      .use(createWaitlistExports)
      .file(findWaitlist(context, { tenant, ...params }), params.fileId);
    return file ?? refuse('not_found', 'There is no such file.');
  },
};

const sortKeys = { createdAt: (row: WaitlistRow) => row.createdAt };

function findWaitlist(
  context: MockContext,
  { tenant, waitlistId }: { readonly tenant: Tenant; readonly waitlistId: string },
): WaitlistRow {
  const waitlist = context.use(createWaitlists).table.find(tenant, waitlistId);
  return waitlist ?? refuse('not_found', 'There is no such waitlist.');
}
