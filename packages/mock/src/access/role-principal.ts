import type { RolePrincipal } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { createMembers, type MemberRoleFields } from '../state/members.js';
import type { Tenant } from '../tenant.js';

/** Somebody with roles in a tenant, as the rules of access see them. */
export function rolePrincipal(
  id: string,
  { tenant, roles }: { readonly tenant: Tenant; readonly roles: readonly MemberRoleFields[] },
): RolePrincipal {
  const { organizationId: tenantId } = tenant;
  return { id, roles: roles.map(({ role, experienceId: eventId }) => ({ role, tenantId, eventId })) };
}

/** A member, as the rules of access see them now; without a role where there is no such member any more. */
export function memberPrincipal(context: MockContext, tenant: Tenant, memberId: string): RolePrincipal {
  const roles = context.use(createMembers).table.live(tenant, memberId)?.roles ?? [];
  return rolePrincipal(memberId, { tenant, roles });
}
