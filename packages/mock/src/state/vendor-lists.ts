import { tenantKey, type Tenant } from '../tenant.js';

/** Where marketing tools keep lists. */
export const vendors = ['klaviyo', 'mailchimp', 'sendgrid'] as const;

/** A marketing tool. */
export type Vendor = (typeof vendors)[number];

/** A list that a marketing tool keeps. */
export interface VendorList {
  readonly name: string;
  /** E-mail addresses. */
  readonly contacts: readonly string[];
}

/** Where a list is: every merchant connects accounts of their own, one for each mode. */
export interface VendorListAddress {
  readonly tenant: Tenant;
  readonly vendor: Vendor;
  readonly listId: string;
}

/** The lists of the marketing tools that merchants connected. */
export interface VendorLists {
  find(address: VendorListAddress): VendorList | undefined;
  /** Makes a list, or changes it: audiences follow with their next sync. */
  set(address: VendorListAddress, list: VendorList): void;
  /** `false` where there is no such list. */
  remove(address: VendorListAddress): boolean;
}

const seeds: readonly (readonly [Vendor, string, VendorList])[] = [
  [
    'klaviyo',
    'kl_newsletter',
    { name: 'Newsletter', contacts: ['ada@example.com', 'grace@example.com', 'edsger@example.com'] },
  ],
  ['klaviyo', 'kl_vip', { name: 'First in line', contacts: ['ada@example.com', 'barbara@example.com'] }],
  [
    'mailchimp',
    'mc_collectors',
    { name: 'Collectors', contacts: ['grace@example.com', 'donald@example.com'] },
  ],
  ['sendgrid', 'sg_launches', { name: 'Launches', contacts: ['alan@example.com', 'ada@example.com'] }],
];

/** Makes the lists that the accounts of every tenant begin with. */
export function createVendorLists(): VendorLists {
  const byTenant = new Map<string, Map<string, VendorList>>();
  const keyOf = ({ vendor, listId }: Omit<VendorListAddress, 'tenant'>): string => `${vendor}/${listId}`;
  const of = (tenant: Tenant): Map<string, VendorList> => {
    const known =
      byTenant.get(tenantKey(tenant)) ??
      new Map(seeds.map(([vendor, listId, list]) => [keyOf({ vendor, listId }), list]));
    byTenant.set(tenantKey(tenant), known);
    return known;
  };
  return {
    find: ({ tenant, ...address }) => of(tenant).get(keyOf(address)),
    set: ({ tenant, ...address }, list) => void of(tenant).set(keyOf(address), list),
    remove: ({ tenant, ...address }) => of(tenant).delete(keyOf(address)),
  };
}
