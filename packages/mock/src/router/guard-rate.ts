import { endpointLimit } from '@fanfare/contract';
import { networkOf } from '../mechanisms/network-of.js';
import { refuse } from '../refusal.js';
import { createRateLimits, type Counted, type Quota } from '../state/rate-limits.js';
import { tenantKey } from '../tenant.js';
import type { ProvenCall } from './proven-call.js';
import { rateLimitHeaders } from './rate-limit-headers.js';

/** A call of which only the connection is known. */
export interface UnprovenCall extends Pick<ProvenCall, 'context' | 'exchange'> {
  /** Headers that go out with whatever the answer is; none where it is a refusal in any case. */
  readonly answerHeaders?: Headers;
}

/**
 * Counts a call against the limit of the address that it comes from, before anything is done for it.
 *
 * @throws {MockRefusal} `rate_limited`.
 */
export function guardAddressRate(call: UnprovenCall): void {
  const { address } = call.exchange;
  if (address !== undefined) count(call, [{ name: 'address', who: networkOf(address) }]);
}

/**
 * Counts a call against the limits of its endpoint, its key and its consumer: against all of them, or none.
 *
 * @throws {MockRefusal} `rate_limited`.
 */
export function guardRate(call: ProvenCall): void {
  count(call, countedOf(call));
}

/** Tells how the caller stands with the limits that counted the call so far. */
export function quotaHeaders({ context, exchange }: Pick<UnprovenCall, 'context' | 'exchange'>): Headers {
  const { profile, settings, clock } = context;
  const form = { profile, reset: settings.rateLimitReset, now: clock.now() };
  return new Headers(rateLimitHeaders(exchange.quotas, form));
}

function countedOf({ operation, principal }: ProvenCall): Counted[] {
  if (principal.kind === 'anonymous') return [];
  const tenant = tenantKey(principal.tenant);
  const endpoint = endpointLimit(operation);
  return [
    ...(endpoint === undefined ? [] : [{ name: endpoint, who: tenant }]),
    principal.kind === 'secret'
      ? { name: 'secretKey', who: principal.keyId }
      : { name: 'publishableKey', who: tenant },
    ...(principal.kind === 'consumer' ? [{ name: 'consumer' as const, who: principal.consumerId }] : []),
  ];
}

function count(call: UnprovenCall, counted: readonly Counted[]): void {
  const { context, exchange, answerHeaders } = call;
  if (context.withoutRateLimits) return;
  const quotas = context.use(createRateLimits).take(counted);
  exchange.quotas.push(...quotas);
  quotaHeaders(call).forEach((value, name) => answerHeaders?.set(name, value));
  const empty = longest(quotas);
  if (empty !== undefined) refuseRate(empty);
}

function longest(quotas: readonly Quota[]): Quota | undefined {
  return quotas
    .filter(({ waitMs }) => waitMs > 0)
    .sort((a, b) => b.waitMs - a.waitMs)
    .at(0);
}

function refuseRate({ name, scope, limit, windowMs, waitMs }: Quota): never {
  const seconds = windowMs / 1000;
  const window = seconds === 1 ? 'second' : seconds === 60 ? 'minute' : `${String(seconds)} s`;
  return refuse('rate_limited', `More than ${String(limit)} calls in a ${window} (${scope}, ${name}).`, {
    retryAfter: Math.ceil(waitMs / 1000),
    details: { scope, limit: name },
  });
}
