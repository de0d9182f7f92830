import { dpop, exposedHeaders, headers as names, profiles, type Mode } from '@fanfare/contract';
import { faultHeader as askingHeader } from './faults/fault-header.js';
import type { Operation } from '@fanfare/contract/operations';
import type { MockContext } from './context.js';
import { createApiKeys, type ApiKeyRow } from './state/api-keys.js';
import { worldOrganization } from './state/world.js';
import type { Tenant } from './tenant.js';

/** What a page may send beyond what every page may. */
const pageHeaders = [names.authorization, 'content-type', names.fingerprint, names.publishableKey];
const preflightSeconds = '600';

/**
 * Tells whether pages of an origin may call: the lists are exact, and empty by default. The publishable key
 * picks the list, its own or that of its organization; where no key is visible, as on a preflight, any list will do.
 */
export function isAllowedOrigin(
  context: MockContext,
  { origin, key }: { readonly origin: string; readonly key: string | null },
): boolean {
  const keys = context.use(createApiKeys);
  const row = key === null ? undefined : keys.find('publishable', key);
  if (row !== undefined) return isListed(context, { origin, row });
  const tenants = context.world.organizations.flatMap(({ id }) =>
    modes.map((mode) => ({ organizationId: id, mode })),
  );
  return tenants.some((tenant) => isListedBy(context, { origin, tenant }));
}

/** Tells whether a tenant lists an origin, for all of its publishable keys or for one of them. */
export function isListedBy(
  context: MockContext,
  { origin, tenant }: { readonly origin: string; readonly tenant: Tenant },
): boolean {
  const rows = context.use(createApiKeys).working(tenant);
  return rows.some((row) => row.kind === 'publishable' && isListed(context, { origin, row }));
}

const modes: readonly Mode[] = ['test', 'live'];

function isListed(
  { world }: MockContext,
  { origin, row }: { readonly origin: string; readonly row: ApiKeyRow },
): boolean {
  const origins = row.allowedOrigins ?? worldOrganization(world, row.tenant)?.allowedOrigins ?? [];
  return origins.includes(origin);
}

/** Tells whether pages may call an operation at all: a secret key has no place in one. */
export function isForPages({ auth }: Pick<Operation, 'auth'>): boolean {
  return auth.some((combination) => !combination.includes('sk'));
}

/** The headers that let a page of an origin read an answer. */
export function readableHeaders(
  origin: string,
  { exposeHeaders }: Pick<MockContext['settings'], 'exposeHeaders'>,
): Record<string, string> {
  return {
    'access-control-allow-origin': origin,
    ...(exposeHeaders && { 'access-control-expose-headers': exposedHeaders.join(', ') }),
  };
}

/** The headers that let a page of an origin call an operation (Fetch §3.3.3). */
export function preflightHeaders(
  { method, retry, events }: Operation,
  { profile, faultHeader }: Pick<MockContext, 'profile' | 'faultHeader'>,
): Record<string, string> {
  const keyed = retry === 'header' && profiles[profile].idempotencyHeader;
  return {
    'access-control-allow-methods': method,
    'access-control-allow-headers': [
      ...pageHeaders,
      ...(profiles[profile].dpop ? [dpop.header] : []),
      ...(profiles[profile].apiVersionHeader ? [names.apiVersion] : []),
      ...(keyed ? [names.idempotencyKey] : []),
      ...(events !== undefined ? [names.lastEventId] : []),
      ...(faultHeader ? [askingHeader] : []),
    ].join(', '),
    'access-control-max-age': preflightSeconds,
  };
}
