import {
  endpointLimit,
  profiles,
  type PlatformConfig,
  type RateLimitName,
  type RateLimitTable,
} from '@fanfare/contract';
import { operationList, type OperationId } from '@fanfare/contract/operations';
import type { MockContext } from '../context.js';
import { isForPages } from '../cors.js';
import { findOrganization } from '../organizations/find-organization.js';
import type { Tenant } from '../tenant.js';

/** Describes the platform as the pages of a tenant see it; what it offers is read off the operation table. */
export function describeConfig(context: MockContext, tenant: Tenant): PlatformConfig {
  const { settings, profile } = context;
  const { id, slug, currencyCode, timeZone } = findOrganization(context, { tenant });
  const { idleSeconds, absoluteSeconds } = settings.sessionPolicy;
  return {
    organizationId: id,
    mode: tenant.mode,
    slug,
    currencyCode,
    timeZone,
    features: {
      dpop: profiles[profile].dpop,
      mfa: offers('mfa.stepUp'),
      eventStream: offers('events.stream'),
      emailGate: settings.verifiedEmailOperations.length > 0,
      challenges: offers('challenges.verify'),
    },
    session: {
      accessTokenSeconds: settings.accessTokenTtlSeconds,
      refreshTokenSeconds: settings.refreshTokenTtlSeconds,
      idleSeconds: wholeOrNull(idleSeconds),
      absoluteSeconds: wholeOrNull(absoluteSeconds),
    },
    polling: { pollAfterMs: settings.pollAfterMs ?? null },
    rateLimits: context.withoutRateLimits ? {} : limitsForPages(settings.rateLimits),
  };
}

function offers(id: OperationId): boolean {
  return operationList.some((operation) => operation.id === id);
}

function wholeOrNull(seconds: number | undefined): number | null {
  return seconds === undefined ? null : Math.ceil(seconds);
}

function limitsForPages(table: RateLimitTable): PlatformConfig['rateLimits'] {
  const names = new Set<RateLimitName>(['publishableKey', 'consumer', 'address']);
  for (const operation of operationList.filter(isForPages)) {
    const name = endpointLimit(operation);
    if (name !== undefined) names.add(name);
  }
  return Object.fromEntries([...names].map((name) => [name, table[name]]));
}
