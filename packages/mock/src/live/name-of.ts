import type { ConsumerId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { createConsumers } from '../state/consumers.js';
import { worldOrganization } from '../state/world.js';
import type { Tenant } from '../tenant.js';

/** Names a consumer for people: as they call themselves, which may be anything. */
export function nameOf(context: MockContext, tenant: Tenant, consumerId: ConsumerId): string {
  const consumer = context.use(createConsumers).find(tenant, consumerId);
  const called = consumer?.fullName ?? consumer?.email ?? consumer?.phone;
  return called ?? `${consumer?.isGuest === true ? 'Guest' : 'Shopper'} …${consumerId.slice(-4)}`;
}

/** Names a tenant for people. */
export function shopOf(context: MockContext, tenant: Tenant): string {
  const name = worldOrganization(context.world, tenant)?.name ?? tenant.organizationId;
  return `${name} · ${tenant.mode}`;
}
