import type { MockContext } from '../context.js';
import type { Principal } from '../principal.js';
import { memberPrincipal } from './role-principal.js';

/** Tells whether somebody has a role that reaches over all tenants: whatever they do is written down, reading too. */
export function reachesEverywhere(context: MockContext, principal: Principal | undefined): boolean {
  if (principal?.kind !== 'secret' || principal.rights.memberId === null) return false;
  const { roles } = memberPrincipal(context, principal.tenant, principal.rights.memberId);
  return roles.some(
    ({ role }) => Object.hasOwn(context.roleSet, role) && context.roleSet[role]?.reach === 'all_tenants',
  );
}
