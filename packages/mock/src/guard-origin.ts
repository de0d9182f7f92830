import { headers as names } from '@fanfare/contract';
import type { Operation } from '@fanfare/contract/operations';
import type { MiddlewareHandler } from 'hono';
import type { MockContext } from './context.js';
import { isAllowedOrigin, isForPages, isListedBy } from './cors.js';
import type { Exchange, MockEnv } from './exchange.js';
import { isOwnOrigin, type OwnHostOptions } from './own-host.js';
import { refuse } from './refusal.js';
import { guardAddressRate } from './router/guard-rate.js';
import type { ProvenCall } from './router/proven-call.js';

/** What the guard knows of the platform. */
export interface GuardOriginOptions extends OwnHostOptions {
  readonly context: MockContext;
}

/** Refuses pages whose origin is on no list, before anything is done; a call without an origin is not from a page. */
export function guardOrigin(options: GuardOriginOptions): MiddlewareHandler<MockEnv> {
  return async function guard(c, next): Promise<void> {
    const origin = c.req.header('origin');
    if (origin === undefined || isOwnOrigin(c.req.raw, { ...options, origin })) return next();
    const key = c.req.header(names.publishableKey) ?? null;
    if (!isAllowedOrigin(options.context, { origin, key })) {
      guardAddressRate({ context: options.context, exchange: c.env.exchange });
      refuseOrigin();
    }
    c.env.exchange.readableBy = origin;
    return next();
  };
}

/** Refuses pages an operation that only servers call. */
export function guardServerOperation(operation: Operation, { readableBy }: Exchange): void {
  if (readableBy === undefined || isForPages(operation)) return;
  refuse('origin_not_allowed', 'Only servers call this operation: a secret key has no place in a page.');
}

/** Refuses pages that only another organization lists, now that it is known whose call it is. */
export function guardTenant({ context, exchange, principal }: ProvenCall): void {
  const { readableBy: origin } = exchange;
  if (origin === undefined || principal.kind === 'anonymous') return;
  if (isListedBy(context, { origin, tenant: principal.tenant })) return;
  delete exchange.readableBy;
  refuseOrigin();
}

function refuseOrigin(): never {
  return refuse('origin_not_allowed', 'Pages of this origin may not call; add it to the allowed origins.');
}
