import type { AccessTarget } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import type { RawRequest } from '../router/validate-request.js';
import type { Tenant } from '../tenant.js';
import { eventOf, namesEvent } from './event-of.js';

/** A call, as it arrived. */
export interface TargetedCall {
  readonly tenant: Tenant;
  readonly resource: string;
  readonly raw: RawRequest;
}

/**
 * Lists what a call is about: one target for every event that it names anywhere, so that a body cannot reach into
 * an event that the address does not name. A call that names none belongs to no event.
 */
export function callTargets(context: MockContext, { tenant, resource, raw }: TargetedCall): AccessTarget[] {
  const { params, query } = raw;
  const named = [...Object.entries(params), ...Object.entries(query), ...namedIn(jsonOf(raw.body))].filter(
    ([field]) => namesEvent(field),
  );
  const inPath = Object.keys(params);
  const isVague = inPath.length > 0 && !inPath.some(namesEvent);
  const events = named.map(([field, id]) => eventOf(context, { tenant, field, id }));
  const base = { resource, tenantId: tenant.organizationId, ownerId: params['memberId'] };
  if (isVague || events.length === 0) return [base];
  return events.map((eventId) => ({ ...base, eventId }));
}

function namedIn(value: unknown): [field: string, id: string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, member]: [string, unknown]) =>
    typeof member === 'string' ? [[field, member] as [string, string]] : namedIn(member),
  );
}

/** A body that cannot be read names nothing, and is refused for that later. */
function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
