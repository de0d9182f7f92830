import type { AccessTarget } from '@fanfare/contract';
import type { Operation } from '@fanfare/contract/operations';
import type { MockContext } from '../context.js';
import { schemaShape } from '../router/schema-shape.js';
import type { RawRequest } from '../router/validate-request.js';
import type { Tenant } from '../tenant.js';
import { eventOf, namesEvent } from './event-of.js';

/** A call, as it arrived. */
export interface TargetedCall {
  readonly tenant: Tenant;
  readonly operation: Pick<Operation, 'query' | 'body'>;
  readonly resource: string;
  readonly raw: RawRequest;
}

/**
 * Lists what a call is about: one target for every event that it names, so that a body cannot reach into an event
 * that the address does not name. Only what the operation takes into account names one: what it would ignore, or keep
 * as notes of the merchant, says nothing about where it acts. A call that names none belongs to no event.
 */
export function callTargets(
  context: MockContext,
  { tenant, operation, resource, raw }: TargetedCall,
): AccessTarget[] {
  const { params, query, readJson } = raw;
  const body = readJson();
  const named = [
    ...Object.entries(params),
    ...declared(operation.query, query),
    ...declared(operation.body, 'value' in body ? body.value : undefined),
  ].filter(([field]) => namesEvent(field));
  const inPath = Object.keys(params);
  const isVague = inPath.length > 0 && !inPath.some(namesEvent);
  const events = named.map(([field, id]) => eventOf(context, { tenant, field, id }));
  const base = { resource, tenantId: tenant.organizationId, ownerId: params['memberId'] };
  if (isVague || events.length === 0) return [base];
  return events.map((eventId) => ({ ...base, eventId }));
}

/** The texts of a value under the names that its schema has for them. */
function declared(schema: Operation['query'], value: unknown): [field: string, text: string][] {
  if (schema === undefined || typeof value !== 'object' || value === null) return [];
  const shape = schemaShape(schema);
  return Object.entries(value).flatMap(([field, text]: [string, unknown]) =>
    Object.hasOwn(shape, field) && typeof text === 'string' ? [[field, text] as [string, string]] : [],
  );
}
