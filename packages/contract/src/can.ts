import { permissions, type Permission, type Reach, type Role, type RoleSet } from './roles.js';

/** A role that somebody has, and where. */
export interface RoleAssignment {
  readonly role: string;
  /** The tenant in which it counts. @default none, which is enough only for a role that reaches over all tenants */
  readonly tenantId?: string | undefined;
  /** The event in which a role with the reach of one event counts. @default none */
  readonly eventId?: string | undefined;
}

/** Who asks, as verified credentials say. */
export interface RolePrincipal {
  readonly id: string;
  readonly roles: readonly RoleAssignment[];
}

/** What it is about. A field that is missing is not known, and so belongs to nobody. */
export interface AccessTarget {
  readonly resource: string;
  readonly tenantId?: string | undefined;
  readonly eventId?: string | undefined;
  /** Whose it is: the id of a principal. */
  readonly ownerId?: string | undefined;
}

/** A question of access. */
export interface AccessQuestion {
  readonly principal: RolePrincipal;
  readonly permission: string;
  readonly target: AccessTarget;
}

/**
 * Tells whether a principal may do something. Denies by default: an unknown role, permission or resource, another
 * tenant, another event, and whatever is missing.
 *
 * @example
 * ```ts
 * import { can, roleSets } from '@fanfare/contract';
 *
 * const principal = { id: 'mem_1', roles: [{ role: 'analyst', tenantId: 'org_1' }] };
 * const target = { resource: 'analytics', tenantId: 'org_1' };
 * can(roleSets.team, { principal, permission: 'read', target }); // true
 * can(roleSets.team, { principal, permission: 'delete', target }); // false
 * ```
 */
export function can(roleSet: RoleSet, { principal, permission, target }: AccessQuestion): boolean {
  const known = permissions.find((each) => each === permission);
  if (known === undefined) return false;
  return principal.roles.some((assignment) => {
    const role = roleOf(roleSet, assignment.role);
    if (role === undefined || !reaches[role.reach](assignment, target, principal)) return false;
    return permissionsOf(roleSet, assignment.role, target.resource).has(known);
  });
}

/** Lists what a role may do with a resource, with what it has from the roles that it includes. */
export function permissionsOf(roleSet: RoleSet, name: string, resource: string): ReadonlySet<Permission> {
  const found = new Set<Permission>();
  const seen = new Set<string>();
  const visit = (each: string): void => {
    const role = roleOf(roleSet, each);
    if (role === undefined || seen.has(each)) return;
    seen.add(each);
    const listed = Object.hasOwn(role.permissions, resource) ? role.permissions[resource] : undefined;
    for (const permission of listed ?? []) found.add(permission);
    for (const included of role.includes ?? []) visit(included);
  };
  visit(name);
  return found;
}

// By own properties only: "constructor" is not a role.
function roleOf(roleSet: RoleSet, name: string): Role | undefined {
  return Object.hasOwn(roleSet, name) ? roleSet[name] : undefined;
}

type Reaches = (assignment: RoleAssignment, target: AccessTarget, principal: RolePrincipal) => boolean;

const isSame = (a: string | undefined, b: string | undefined): boolean => a !== undefined && a === b;
const inTenant: Reaches = ({ tenantId }, target) => isSame(tenantId, target.tenantId);

const reaches: Readonly<Record<Reach, Reaches>> = {
  all_tenants: () => true,
  tenant: inTenant,
  event: (assignment, target, principal) =>
    inTenant(assignment, target, principal) && isSame(assignment.eventId, target.eventId),
  self: (assignment, target, principal) =>
    inTenant(assignment, target, principal) && isSame(principal.id, target.ownerId),
};
