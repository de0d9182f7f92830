import {
  accessResources,
  can,
  permissionsOf,
  type AccessTarget,
  type RolePrincipal,
} from '@fanfare/contract';
import type { MockContext } from '../context.js';
import type { SecretPrincipal } from '../principal.js';
import { refuse } from '../refusal.js';
import { createMembers, type MemberRoleFields } from '../state/members.js';
import type { KeyRights } from './key-rights.js';
import { memberPrincipal } from './role-principal.js';

/** Who gives something away. */
export interface Giver {
  readonly context: MockContext;
  readonly principal: SecretPrincipal;
}

/**
 * Refuses to give a credential more than its giver has: whoever is limited by roles gives to members only, and to
 * those whose roles allow no more.
 *
 * @throws {MockRefusal} `forbidden`, or `not_found` for an unknown member.
 */
export function guardKeyGift(giver: Giver, { memberId }: Pick<KeyRights, 'memberId'>): void {
  const { context, principal } = giver;
  if (memberId === null) {
    if (principal.rights.memberId === null) return;
    refuse('forbidden', 'A key of a member can only give keys to members.');
  }
  const member = context.use(createMembers).table.live(principal.tenant, memberId);
  if (member === undefined) return refuse('not_found', 'There is no such member.');
  guardRoleGift(giver, member.roles);
}

/**
 * Refuses to give roles that allow more than their giver may do.
 *
 * @throws {MockRefusal} `forbidden`.
 */
export function guardRoleGift({ context, principal }: Giver, roles: readonly MemberRoleFields[]): void {
  const { tenant, rights } = principal;
  if (rights.memberId === null) return;
  const giver = memberPrincipal(context, tenant, rights.memberId);
  const tooMuch = roles.find((given) => !covers(context, { giver, given, tenantId: tenant.organizationId }));
  if (tooMuch !== undefined)
    refuse('forbidden', `The role ${tooMuch.role} allows more than this key may do.`);
}

function covers(
  { roleSet }: MockContext,
  gift: { readonly giver: RolePrincipal; readonly given: MemberRoleFields; readonly tenantId: string },
): boolean {
  const { role, experienceId } = gift.given;
  const reach = Object.hasOwn(roleSet, role) ? roleSet[role]?.reach : undefined;
  // What reaches over all tenants is of no tenant in particular, and so only within the same reach.
  const where: Omit<AccessTarget, 'resource'> =
    reach === 'all_tenants' ? {} : { tenantId: gift.tenantId, eventId: experienceId };
  return accessResources.every((resource) =>
    [...permissionsOf(roleSet, role, resource)].every((permission) =>
      can(roleSet, { principal: gift.giver, permission, target: { resource, ...where } }),
    ),
  );
}
