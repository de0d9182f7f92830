import type { MockContext } from '../context.js';
import { refuse } from '../refusal.js';
import { worldOrganization, type WorldOrganization } from '../state/world.js';
import type { Tenant } from '../tenant.js';

/**
 * Finds the organization of a tenant; an id that is given must be its own.
 *
 * @throws {MockRefusal} `not_found`.
 */
export function findOrganization(
  { world }: MockContext,
  { tenant, organizationId = tenant.organizationId }: { tenant: Tenant; organizationId?: string },
): WorldOrganization {
  const own = worldOrganization(world, tenant);
  return own?.id === organizationId ? own : refuse('not_found', 'There is no such organization.');
}
