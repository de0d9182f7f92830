import type { MockContext } from '../context.js';
import { tenantKey, type Tenant } from '../tenant.js';
import { seededData } from './world.js';

/** Whose each id is. */
export interface Owners {
  note(id: string, tenant: Tenant): void;
  /** Finds whose an id is, if it is not the caller's own: only for noting the attempt, never for an answer. */
  stranger(id: string, caller: Tenant): Tenant | undefined;
}

/** Makes the register of ids; what the world was seeded with stands in it. */
export function createOwners({ world }: MockContext): Owners {
  const owners = new Map<string, Tenant>();
  for (const data of seededData(world)) {
    const { experience, sequence, queue, product, variant, offer } = data;
    for (const { id, tenant } of [experience, sequence, queue, product, variant, offer])
      owners.set(id, tenant);
  }
  return {
    note: (id, tenant) => void owners.set(id, tenant),
    stranger(id, caller) {
      const isOrganization = world.organizations.some((organization) => organization.id === id);
      if (isOrganization) return id === caller.organizationId ? undefined : { ...caller, organizationId: id };
      const owner = owners.get(id);
      return owner === undefined || tenantKey(owner) === tenantKey(caller) ? undefined : owner;
    },
  };
}
