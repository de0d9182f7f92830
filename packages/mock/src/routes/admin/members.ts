import type { MemberId } from '@fanfare/contract';
import { deprovisionMember } from '../../access/deprovision-member.js';
import { describeMember } from '../../access/describe-member.js';
import { guardRoleGift } from '../../access/guard-gift.js';
import { guardMember } from '../../access/guard-member.js';
import type { MockContext } from '../../context.js';
import type { HandlersOf } from '../../handler.js';
import { refuse } from '../../refusal.js';
import { isoTime } from '../../state/iso-time.js';
import { createMembers, type MemberRow } from '../../state/members.js';
import { createCursors } from '../../state/cursors.js';
import { pageOfRows } from '../../state/page.js';
import type { Tenant } from '../../tenant.js';

/** The operations of this resource. */
type MemberOperation = `admin.members.${'list' | 'create' | 'get' | 'update' | 'remove'}`;

/** The merchant's team. */
export const adminMemberHandlers: HandlersOf<MemberOperation> = {
  'admin.members.list': ({ context, principal: { tenant }, query }) => {
    const rows = context.use(createMembers).table.all(tenant);
    const { data, pageInfo } = pageOfRows(
      rows.filter(({ roles }) => query.role === undefined || roles.some(({ role }) => role === query.role)),
      {
        query,
        sortKeys: { createdAt: (row) => row.createdAt, name: (row) => row.name },
        cursors: context.use(createCursors).of(tenant),
      },
    );
    return { data: data.map(describeMember), pageInfo };
  },

  'admin.members.create': ({ context, principal, body }) => {
    const { tenant, keyId: by } = principal;
    const { externalId = null, consumerId = null, ...rest } = body;
    guardMember(context, { tenant, given: body });
    guardRoleGift({ context, principal }, body.roles);
    const fields = { ...rest, externalId, consumerId };
    const row = context.use(createMembers).table.insert(tenant, fields, { by });
    context.publish({
      ...tenant,
      type: 'user.provisioned',
      data: {
        memberId: row.id as MemberId, // a row of this table has this kind of id
        externalId,
        provisionedAt: isoTime(row.createdAt),
        roles: row.roles.map(({ role }) => role),
      },
    });
    return describeMember(row);
  },

  'admin.members.get': ({ context, principal: { tenant }, params }) =>
    describeMember(find(context, tenant, params.memberId)),

  'admin.members.update': ({ context, principal, params, body }) => {
    const { tenant, keyId: by } = principal;
    const row = find(context, tenant, params.memberId);
    guardMember(context, { tenant, given: body, row });
    // Of those who may do more than oneself, nothing is changed either: not even their address.
    guardRoleGift({ context, principal }, [...row.roles, ...(body.roles ?? [])]);
    context.use(createMembers).table.update(row, body, by);
    return describeMember(row);
  },

  'admin.members.remove': ({ context, principal, params }) => {
    const row = find(context, principal.tenant, params.memberId);
    guardRoleGift({ context, principal }, row.roles);
    deprovisionMember(context, row, principal.keyId);
  },
};

function find(context: MockContext, tenant: Tenant, id: string): MemberRow {
  const row = context.use(createMembers).table.find(tenant, id);
  return row ?? refuse('not_found', 'There is no such member.');
}
