import type { MockContext } from '../context.js';
import { tenantKey, type Tenant } from '../tenant.js';
import { createAuditLog } from './audit-log.js';

/** The refused calls that named a key of a tenant and proved nothing. */
export interface UnprovenCalls {
  /** Tells whether one more is written down by itself; the others of its minute are counted. */
  take(tenant: Tenant): boolean;
}

/** How long calls are counted together. */
const spanMs = 60_000;
/** How many of them are written down one by one: enough to see what somebody tries, from however many addresses. */
export const mostUnproven = 20;

/** Makes what keeps strangers from filling the log of a tenant, whose publishable key everybody may know. */
export function createUnprovenCalls(context: MockContext): UnprovenCalls {
  const { clock } = context;
  const counts = new Map<string, number>();

  function tell(tenant: Tenant): void {
    const more = (counts.get(tenantKey(tenant)) ?? 0) - mostUnproven;
    counts.delete(tenantKey(tenant));
    if (more <= 0) return;
    context.use(createAuditLog).append(tenant, {
      actor: { type: 'anonymous', id: null },
      action: 'unproven.attempts',
      target: null,
      outcome: 'denied',
      requestId: null,
      ipClass: 'unknown',
      changes: [{ field: 'furtherAttempts', to: more }],
    });
  }

  return {
    take(tenant) {
      const count = (counts.get(tenantKey(tenant)) ?? 0) + 1;
      counts.set(tenantKey(tenant), count);
      if (count === 1) clock.schedule(clock.now() + spanMs, () => tell(tenant));
      return count <= mostUnproven;
    },
  };
}
