import type { FinishedCall } from '../router/finished-call.js';
import type { Tenant } from '../tenant.js';
import { actorOf } from './actor-of.js';
import { createAuditLog, type AuditEvent } from './audit-log.js';
import { changesOf } from './changes-of.js';
import { keyChange } from './key-change.js';
import { claimedTenant } from './claimed-tenant.js';
import { ipClassOf } from './ip-class.js';
import { outcomeOf } from './outcome-of.js';
import { pseudonymous } from './pseudonymous.js';
import { sessionOf } from './session-of.js';
import { targetOf } from './target-of.js';
import { traceOf } from './trace-of.js';
import { createUnprovenCalls } from './unproven-calls.js';
import { warnOwners } from './warn-owners.js';

/** Of calls that are one too many nothing is written: the log would grow as fast as anybody can call. */
const tooMany = 429;

/** Writes a call down in the log of whoever made it, and an attempt on others in theirs. */
export function witnessForAudit(call: FinishedCall): void {
  const tenant = callerOf(call);
  if (tenant === undefined || call.status === tooMany) return;
  const reached = warnOwners(call, tenant);
  const outcome = outcomeOf(call) ?? (reached ? 'denied' : undefined);
  if (outcome === undefined) return;
  if (call.principal === undefined && !call.context.use(createUnprovenCalls).take(tenant)) return;
  call.context.use(createAuditLog).append(tenant, describe(call, { tenant, outcome }));
}

function callerOf({ principal, context, request }: FinishedCall): Tenant | undefined {
  if (principal === undefined) return claimedTenant(context, request);
  return principal.kind === 'anonymous' ? undefined : principal.tenant;
}

function describe(
  call: FinishedCall,
  { tenant, outcome }: { readonly tenant: Tenant; readonly outcome: AuditEvent['outcome'] },
): AuditEvent {
  const { operation, context, exchange, principal, answer, code } = call;
  const sessionId = sessionOf(call, tenant);
  const traceId = traceOf(call.request);
  const changes = outcome === 'success' ? [...changesOf(call), ...keyChange(call)] : [];
  const reason = code ?? (outcome === 'denied' ? 'not_found' : undefined);
  return {
    actor: actorOf(context, principal),
    action: operation.id,
    target: pseudonymous(context, {
      tenant,
      target: targetOf(operation, { ...call, body: call.input?.body, answer }),
    }),
    outcome,
    ...(reason !== undefined && { reason }),
    requestId: exchange.id,
    ...(sessionId !== undefined && { sessionId }),
    ...(traceId !== undefined && { traceId }),
    ipClass: ipClassOf(exchange.address),
    ...(changes.length > 0 && { changes }),
  };
}
