import type { AuditTarget } from '@fanfare/contract/admin';
import type { MockContext } from '../context.js';
import { tenantKey, type Tenant } from '../tenant.js';
import { createAuditLog } from './audit-log.js';
import { idTypeOf } from './id-type-of.js';
import { pseudonymous } from './pseudonymous.js';

/** Somebody named an id of somebody else. */
export interface Attempt {
  readonly owner: Tenant;
  /** Who tried; the owner is never told. */
  readonly caller: Tenant;
  readonly id: string;
}

/** The attempts on things of others, as their owners read of them. */
export interface CrossTenantAttempts {
  note(attempt: Attempt): void;
}

/** How long the further attempts of one organization are only counted: or strangers could write as much as they call. */
const spanMs = 60_000;

/** Makes what tells owners: of the first attempt at once, and a minute later how many more there were. */
export function createCrossTenantAttempts(context: MockContext): CrossTenantAttempts {
  const { clock } = context;
  const further = new Map<string, number>();

  function tell(owner: Tenant, target: AuditTarget | null, more?: number): void {
    context.use(createAuditLog).append(owner, {
      actor: { type: 'anonymous', id: null },
      action: 'cross_tenant.attempt',
      target,
      outcome: 'denied',
      requestId: null,
      ipClass: 'unknown',
      ...(more !== undefined && { changes: [{ field: 'furtherAttempts', to: more }] }),
    });
  }

  return {
    note({ owner, caller, id }) {
      const pair = `${tenantKey(owner)} ${tenantKey(caller)}`;
      const counted = further.get(pair);
      if (counted !== undefined) return void further.set(pair, counted + 1);
      further.set(pair, 0);
      tell(owner, pseudonymous(context, { tenant: owner, target: { type: idTypeOf(id), id } }));
      clock.schedule(clock.now() + spanMs, () => {
        const more = further.get(pair) ?? 0;
        further.delete(pair);
        if (more > 0) tell(owner, null, more);
      });
    },
  };
}
