import { operationAccess } from '../operation-access.js';
import type { Route } from '../route.js';

/** When a call leaves an entry in the audit log, besides its refusal for want of rights, which always does. */
export type AuditRule = 'change' | 'authentication' | 'sensitive_read' | 'none';

/** Groups whose calls prove who somebody is: their failures count as much as their successes. */
const provingGroups: ReadonlySet<string> = new Set(['auth', 'mfa', 'emailVerification']);

/** Operations that show a merchant what is personal. */
const sensitiveReads: ReadonlySet<string> = new Set([
  'admin.appointments.attendees.list',
  'admin.appointments.slots.list',
  'admin.audiences.groups.members',
  'admin.audiences.members.list',
  'admin.consumers.audiences',
  'admin.consumers.exports.download',
  'admin.consumers.get',
  'admin.consumers.list',
  'admin.consumers.loyaltyTransactions',
  'admin.consumers.sessions.list',
  'admin.consumers.timeline',
  'admin.members.get',
  'admin.members.list',
  'admin.sequences.waitlist.consumers',
  'admin.waitlists.consumers',
  'admin.waitlists.exports.download',
  'consumers.export',
  'consumers.get',
]);

/** Tells when the calls of an operation are written down. */
export function auditRuleOf(route: Pick<Route, 'id' | 'method' | 'auth'>): AuditRule {
  const { id, method } = route;
  if (sensitiveReads.has(id)) return 'sensitive_read';
  if (method === 'GET' || operationAccess(route)?.permission === 'read') return 'none';
  return provingGroups.has(id.split('.')[0] ?? '') ? 'authentication' : 'change';
}
