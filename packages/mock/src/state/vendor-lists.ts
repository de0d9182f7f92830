import type { Vendor } from '../audiences/audience-rows.js';

/** A list that a marketing tool keeps. */
export interface VendorList {
  readonly name: string;
  /** E-mail addresses. */
  contacts: readonly string[];
}

/** The lists of the marketing tools that a merchant may have connected. */
export interface VendorLists {
  find(vendor: Vendor, listId: string): VendorList | undefined;
}

/** Makes the lists that every mock platform can import; a synced audience follows what is changed about them. */
export function createVendorLists(): VendorLists {
  const lists: Readonly<Record<Vendor, Readonly<Record<string, VendorList>>>> = {
    klaviyo: {
      kl_newsletter: {
        name: 'Newsletter',
        contacts: ['ada@example.com', 'grace@example.com', 'edsger@example.com'],
      },
      kl_vip: { name: 'First in line', contacts: ['ada@example.com', 'barbara@example.com'] },
    },
    mailchimp: {
      mc_collectors: { name: 'Collectors', contacts: ['grace@example.com', 'donald@example.com'] },
    },
    sendgrid: {
      sg_launches: { name: 'Launches', contacts: ['alan@example.com', 'ada@example.com'] },
    },
  };
  return {
    find(vendor, listId) {
      return Object.hasOwn(lists[vendor], listId) ? lists[vendor][listId] : undefined;
    },
  };
}
