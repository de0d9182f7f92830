import type { FinishedCall } from '../router/finished-call.js';
import { createOwners } from '../state/owners.js';
import { tenantKey, type Tenant } from '../tenant.js';
import { createAuditLog } from './audit-log.js';
import { createAuditSubjects } from './audit-subjects.js';
import { idsIn } from './ids-in.js';

/**
 * Writes into the log of every organization whose ids a call named that somebody else tried, and nothing about who.
 * Tells whether there was one.
 */
export function warnOwners({ context, params, input, request }: FinishedCall, caller: Tenant): boolean {
  const owners = context.use(createOwners);
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const victims = new Map<string, { readonly owner: Tenant; readonly type: string; readonly id: string }>();
  for (const { type, id } of idsIn([params, query, input?.body])) {
    const owner = owners.stranger(id, caller);
    if (owner !== undefined) victims.set(`${tenantKey(owner)}/${id}`, { owner, type, id });
  }
  for (const { owner, type, id } of victims.values()) {
    const isConsumer = id.startsWith('cons_');
    const target = isConsumer
      ? { type: 'consumer', id: context.use(createAuditSubjects).of(owner, id) }
      : { type, id };
    context.use(createAuditLog).append(owner, {
      actor: { type: 'anonymous', id: null },
      action: 'cross_tenant.attempt',
      target,
      outcome: 'denied',
      requestId: null,
      ipClass: 'unknown',
    });
  }
  return victims.size > 0;
}
