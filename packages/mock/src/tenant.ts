import type { Mode, OrganizationId } from '@fanfare/contract';

/** Whose data a call works on: one organization in one mode. Nothing is shared between two tenants. */
export interface Tenant {
  readonly organizationId: OrganizationId;
  readonly mode: Mode;
}

/** Names a tenant as a key of a map. */
export function tenantKey(tenant: Tenant): string {
  return `${tenant.organizationId}/${tenant.mode}`;
}
