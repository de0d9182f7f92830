import { auditRuleOf } from '@fanfare/contract/audit';
import type { AuditOutcome } from '@fanfare/contract/admin';
import { reachesEverywhere } from '../access/reaches-everywhere.js';
import type { FinishedCall } from '../router/finished-call.js';

const denials: ReadonlySet<number> = new Set([401, 403]);

/**
 * Tells how a call shows in the log of whoever made it; `undefined` where it does not. Of a call that proves who
 * somebody is, every failure does; of somebody whose role reaches over all tenants, every call.
 */
export function outcomeOf({
  operation,
  context,
  principal,
  status,
  ran,
}: FinishedCall): AuditOutcome | undefined {
  const rule = auditRuleOf(operation);
  if (status < 400) {
    const counts = rule !== 'none' || reachesEverywhere(context, principal);
    return ran && counts ? 'success' : undefined;
  }
  if (rule === 'authentication') return status < 500 ? 'failure' : undefined;
  return denials.has(status) ? 'denied' : undefined;
}
