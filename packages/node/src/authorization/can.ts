import {
  can as decide,
  roleSets,
  type AccessTarget,
  type Permission,
  type RolePrincipal,
} from '@fanfare/contract';

/**
 * Tells whether somebody on the team of a merchant (owner, admin, analyst, designer) may do something. For other
 * roles there is {@link createAuthorizer}.
 *
 * @example
 * ```ts
 * import { can } from '@fanfare/node/authorization';
 *
 * const principal = { id: 'mem_1', roles: [{ role: 'designer', tenantId: 'org_1' }] };
 * can(principal, 'write', { resource: 'experiences', tenantId: 'org_1' }); // true
 * can(principal, 'write', { resource: 'settings', tenantId: 'org_1' }); // false
 * ```
 */
export function can(
  principal: RolePrincipal,
  permission: Permission | (string & {}),
  target: AccessTarget,
): boolean {
  return decide(roleSets.team, { principal, permission, target });
}
