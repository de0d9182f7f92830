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

/** The lists of the marketing tools that merchants may have connected; all tenants see the same. */
export interface VendorLists {
  find(vendor: Vendor, listId: string): VendorList | undefined;
  /** Makes a list, or changes it: audiences follow with their next sync. */
  set(vendor: Vendor, listId: string, list: VendorList): void;
  /** `false` where there is no such list. */
  remove(vendor: Vendor, listId: string): boolean;
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

/** Makes the lists that every mock platform begins with. */
export function createVendorLists(): VendorLists {
  const keyOf = (vendor: Vendor, listId: string): string => `${vendor}/${listId}`;
  const lists = new Map(seeds.map(([vendor, listId, list]) => [keyOf(vendor, listId), list]));
  return {
    find: (vendor, listId) => lists.get(keyOf(vendor, listId)),
    set: (vendor, listId, list) => void lists.set(keyOf(vendor, listId), list),
    remove: (vendor, listId) => lists.delete(keyOf(vendor, listId)),
  };
}
