import type { UpdateMember } from '@fanfare/contract/admin';
import type { MockContext } from '../context.js';
import { refuse } from '../refusal.js';
import { createConsumers } from '../state/consumers.js';
import { createExperienceTree } from '../state/experience-tree.js';
import { createMembers, type MemberRow, type MemberRoleFields } from '../state/members.js';
import type { Tenant } from '../tenant.js';

/** What a merchant says about a member. */
export interface GivenMember {
  readonly tenant: Tenant;
  readonly given: UpdateMember;
  /** The member that there is already. @default it is a new one */
  readonly row?: MemberRow;
}

/**
 * Refuses a member who has an address of somebody else, a role that there is not, or who is somebody unknown.
 *
 * @throws {MockRefusal} `conflict`, `validation_error`, `not_found`.
 */
export function guardMember(context: MockContext, { tenant, given, row }: GivenMember): void {
  const { email, roles = [], consumerId } = given;
  const other = email === undefined ? undefined : context.use(createMembers).findByEmail(tenant, email);
  if (other !== undefined && other !== row) refuse('conflict', 'Another member has this address.');
  for (const each of roles) guardRole(context, tenant, each);
  if (consumerId !== undefined && context.use(createConsumers).find(tenant, consumerId) === undefined)
    refuse('not_found', 'There is no such consumer.');
}

function guardRole(context: MockContext, tenant: Tenant, { role, experienceId }: MemberRoleFields): void {
  const known = Object.hasOwn(context.roleSet, role) ? context.roleSet[role] : undefined;
  if (known === undefined) return refuse('validation_error', `There is no role ${JSON.stringify(role)}.`);
  if ((known.reach === 'event') !== (experienceId !== undefined)) {
    const rule = known.reach === 'event' ? 'needs an experienceId' : 'takes no experienceId';
    refuse('validation_error', `The role ${role} ${rule}.`);
  }
  if (experienceId === undefined) return;
  if (context.use(createExperienceTree).experiences.find(tenant, experienceId) === undefined)
    refuse('not_found', 'There is no such experience.');
}
