import type { MockContext } from '../context.js';
import { refuse } from '../refusal.js';
import { createAudiences } from '../state/audiences.js';
import type { Tenant } from '../tenant.js';

/** The audience that a body names, if any. */
export interface NamedAudience {
  readonly tenant: Tenant;
  readonly audienceId?: string | null | undefined;
}

/**
 * Lets through an audience that is there, or none.
 *
 * @throws {MockRefusal} `not_found`, also where it is archived.
 */
export function guardAudience(context: MockContext, { tenant, audienceId }: NamedAudience): void {
  if (audienceId == null || context.use(createAudiences).rows.live(tenant, audienceId)) return;
  refuse('not_found', 'There is no such audience.');
}
