import type { ConsumerId, ExperienceId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import type { Tenant } from '../tenant.js';
import { createTable, type RowOf, type Table } from './table.js';
import { seededTenants } from './world.js';

/** A role of a member, and the event in which it counts, where it does not count in all of them. */
export interface MemberRoleFields {
  readonly role: string;
  readonly experienceId?: ExperienceId | undefined;
}

/** What is kept of a member of a merchant's team. */
export interface MemberFields {
  readonly email: string;
  readonly name: string;
  readonly roles: readonly MemberRoleFields[];
  readonly externalId: string | null;
  readonly consumerId: ConsumerId | null;
}

/** A stored member. */
export type MemberRow = RowOf<MemberFields>;

/** The members of all tenants. */
export interface Members {
  readonly table: Table<MemberFields>;
  findByEmail(tenant: Tenant, email: string): MemberRow | undefined;
}

/** Makes the members that every tenant has from the start: one for each role. */
export function createMembers(context: MockContext): Members {
  const table = createTable<MemberFields>(context, 'mem');
  for (const { tenant, experienceId } of seededTenants(context.world)) {
    const slug = tenant.organizationId.replace('org_', '');
    for (const [role, { reach }] of Object.entries(context.roleSet)) {
      const fields: MemberFields = {
        email: `${role}@${slug}.example`,
        name: `The ${role.replaceAll('_', ' ')}`,
        roles: [{ role, ...(reach === 'event' && { experienceId }) }],
        externalId: null,
        consumerId: null,
      };
      table.insert(tenant, fields, { by: 'seed', id: `mem_${slug}_${tenant.mode}_${role}` });
    }
  }
  context.onConsumerMerged(({ tenant, from, to }) => {
    for (const row of table.all(tenant)) if (row.consumerId === from) row.consumerId = to;
  });
  return {
    table,
    findByEmail: (tenant, email) =>
      table.all(tenant).find((row) => row.email.toLowerCase() === email.toLowerCase()),
  };
}
