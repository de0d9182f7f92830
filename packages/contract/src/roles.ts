/** What may be done with a resource. None of them includes another: a role lists what it means. */
export const permissions = ['read', 'write', 'delete', 'administer'] as const;

/** What may be done with a resource. */
export type Permission = (typeof permissions)[number];

/** What the operations of the platform are about. */
export const accessResources = [
  'experiences',
  'announcements',
  'products',
  'consumers',
  'orders',
  'analytics',
  'webhooks',
  'settings',
  'members',
  'keys',
  'audit',
] as const;

/** What an operation of the platform is about. */
export type AccessResource = (typeof accessResources)[number];

/** How far a role reaches: over every tenant, its own tenant, one event of it, or what is the principal's own. */
export type Reach = 'all_tenants' | 'tenant' | 'event' | 'self';

/** What holders of a role may do. */
export interface Role {
  readonly reach: Reach;
  /** Roles whose permissions this one has too, within its own reach. @default none */
  readonly includes?: readonly string[];
  /** The permissions by resource; what is not listed is denied. */
  readonly permissions: Readonly<Record<string, readonly Permission[]>>;
}

/** Roles by name. Nothing but data: the platform's own sets and a merchant's run through the same code. */
export type RoleSet = Readonly<Record<string, Role>>;

const all = permissions;
const use = ['read', 'write'] as const;
const keep = ['read', 'write', 'delete'] as const;
const look = ['read'] as const;

/** The team of a merchant: owner, admin, analyst, designer. */
const team = {
  designer: { reach: 'tenant', permissions: { experiences: use, announcements: keep, products: look } },
  analyst: {
    reach: 'tenant',
    permissions: { experiences: look, products: look, consumers: look, orders: look, analytics: look },
  },
  admin: {
    reach: 'tenant',
    includes: ['designer', 'analyst'],
    permissions: {
      experiences: keep,
      products: keep,
      consumers: keep,
      orders: use,
      webhooks: keep,
      settings: use,
      members: all,
      keys: look,
      audit: look,
    },
  },
  owner: {
    reach: 'tenant',
    includes: ['admin'],
    permissions: /* @__PURE__ */ everything(),
  },
} as const satisfies RoleSet;

/** An operator of events for many tenants: its administrators, and the people who bring and sell things. */
const events = {
  volunteer: { reach: 'self', permissions: { members: look } },
  consignor: { reach: 'self', includes: ['volunteer'], permissions: { products: keep, orders: look } },
  super_consignor: { reach: 'self', includes: ['consignor'], permissions: { orders: use, analytics: look } },
  support: {
    reach: 'tenant',
    permissions: {
      experiences: look,
      announcements: look,
      products: look,
      consumers: look,
      orders: look,
      analytics: look,
      members: look,
    },
  },
  event_admin: {
    reach: 'event',
    permissions: {
      experiences: use,
      announcements: keep,
      products: keep,
      consumers: look,
      orders: use,
      analytics: look,
    },
  },
  client_admin: {
    reach: 'tenant',
    includes: ['event_admin', 'support'],
    permissions: {
      experiences: keep,
      consumers: keep,
      webhooks: keep,
      settings: use,
      members: all,
      keys: all,
      audit: look,
    },
  },
  super_admin: {
    reach: 'all_tenants',
    includes: ['client_admin'],
    permissions: /* @__PURE__ */ everything(),
  },
} as const satisfies RoleSet;

// Pure, so that a bundler leaves the sets out of a page.
function everything(): Role['permissions'] {
  return Object.fromEntries(accessResources.map((resource) => [resource, permissions]));
}

/** The role sets that the platform knows; an installation of it uses one. */
export const roleSets = { team, events } as const satisfies Readonly<Record<string, RoleSet>>;

/** The name of a role set that the platform knows. */
export type RoleSetName = keyof typeof roleSets;
