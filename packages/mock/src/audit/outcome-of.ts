import { auditRuleOf } from '@fanfare/contract';
import type { AuditOutcome } from '@fanfare/contract/admin';
import type { FinishedCall } from '../router/finished-call.js';

const denials: ReadonlySet<number> = new Set([401, 403]);

/**
 * Tells how a call shows in the log of whoever made it; `undefined` where it does not. Of a call that proves who
 * somebody is, every failure does.
 */
export function outcomeOf({ operation, status, ran }: FinishedCall): AuditOutcome | undefined {
  const rule = auditRuleOf(operation);
  if (status < 400) return ran && rule !== 'none' ? 'success' : undefined;
  if (rule === 'authentication') return status < 500 ? 'failure' : undefined;
  return denials.has(status) ? 'denied' : undefined;
}
