import type { MockContext } from '../context.js';
import { refuse } from '../refusal.js';
import { worldOrganization } from '../state/world.js';
import type { Tenant } from '../tenant.js';

/**
 * Reads whose data a control request is about.
 *
 * @throws {MockRefusal} `validation_error` for a mode that there is not, `not_found` for an unknown organization.
 */
export function tenantOf(
  context: MockContext,
  {
    organizationId = '',
    mode = 'test',
  }: { readonly organizationId: string | undefined; readonly mode: string | undefined },
): Tenant {
  if (mode !== 'test' && mode !== 'live') return refuse('validation_error', '"mode" must be test or live.');
  if (worldOrganization(context.world, { organizationId }) === undefined) {
    return refuse('not_found', 'There is no such organization.');
  }
  return { organizationId, mode };
}
