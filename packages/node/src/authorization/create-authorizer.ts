import {
  can as decide,
  type AccessTarget,
  type Permission,
  type Role,
  type RolePrincipal,
  type RoleSet,
} from '@fanfare/contract';
import { describeType, OptionsError, PermissionError } from '@fanfare/core/base';

/** Decides by one set of roles. */
export interface Authorizer {
  /**
   * Tells whether a principal may do something. Whatever is unknown or missing is denied: roles, permissions,
   * resources, tenants, events, owners.
   */
  can(principal: RolePrincipal, permission: Permission | (string & {}), target: AccessTarget): boolean;
  /**
   * Goes on only if the principal may.
   *
   * @throws PermissionError `forbidden`, with permission and resource in `details`
   */
  demand(principal: RolePrincipal, permission: Permission | (string & {}), target: AccessTarget): void;
}

const reaches: readonly unknown[] = ['all_tenants', 'tenant', 'event', 'self'] satisfies Role['reach'][];

/**
 * Creates what decides by a set of roles: one of the platform's (`roleSets.team`, `roleSets.events`) or your own.
 * The set is copied; changing it afterwards changes nothing.
 *
 * @throws OptionsError `invalid_options` where a role has no known reach or includes a role that the set lacks
 * @example
 * ```ts
 * import { createAuthorizer } from '@fanfare/node/authorization';
 *
 * const box = createAuthorizer({
 *   usher: { reach: 'event', permissions: { tickets: ['read'] } },
 *   manager: { reach: 'tenant', includes: ['usher'], permissions: { tickets: ['write'] } },
 * });
 * const usher = { id: 'u_1', roles: [{ role: 'usher', tenantId: 'org_1', eventId: 'exp_1' }] };
 * box.can(usher, 'read', { resource: 'tickets', tenantId: 'org_1', eventId: 'exp_1' }); // true
 * box.can(usher, 'read', { resource: 'tickets', tenantId: 'org_1', eventId: 'exp_2' }); // false
 * ```
 */
export function createAuthorizer(roleSet: RoleSet): Authorizer {
  checkRoleSet(roleSet);
  const roles = structuredClone(roleSet);
  const can: Authorizer['can'] = (principal, permission, target) =>
    decide(roles, { principal, permission, target });
  return {
    can,
    demand(principal, permission, target) {
      if (can(principal, permission, target)) return;
      const { resource } = target;
      throw new PermissionError(`Not allowed: ${permission} ${resource}.`, {
        code: 'forbidden',
        details: { permission, resource },
      });
    },
  };
}

function checkRoleSet(roleSet: unknown): void {
  if (typeof roleSet !== 'object' || roleSet === null) {
    throw new OptionsError(`A role set must be an object of roles, not ${describeType(roleSet)}.`);
  }
  for (const [name, role] of Object.entries(roleSet) as [string, Partial<Role> | null][]) {
    if (!reaches.includes(role?.reach) || typeof role?.permissions !== 'object') {
      throw new OptionsError(`The role "${name}" needs a reach (${reaches.join(', ')}) and permissions.`);
    }
    const unknown = role.includes?.find((included) => !Object.hasOwn(roleSet, included));
    if (unknown !== undefined)
      throw new OptionsError(`The role "${name}" includes "${unknown}", which is not a role of the set.`);
  }
}
