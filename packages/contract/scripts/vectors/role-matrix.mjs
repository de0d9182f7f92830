/** What each role may do with each resource, written out by hand: r read, w write, d delete, a administer. */
const team = {
  designer: { experiences: 'rw', announcements: 'rwd', products: 'r' },
  analyst: { experiences: 'r', products: 'r', consumers: 'r', orders: 'r', analytics: 'r' },
  admin: {
    experiences: 'rwd',
    announcements: 'rwd',
    products: 'rwd',
    consumers: 'rwd',
    orders: 'rw',
    analytics: 'r',
    webhooks: 'rwd',
    settings: 'rw',
    members: 'rwda',
    keys: 'r',
    audit: 'r',
  },
  owner: {
    experiences: 'rwda',
    announcements: 'rwda',
    products: 'rwda',
    consumers: 'rwda',
    orders: 'rwda',
    analytics: 'rwda',
    webhooks: 'rwda',
    settings: 'rwda',
    members: 'rwda',
    keys: 'rwda',
    audit: 'rwda',
  },
};

const events = {
  volunteer: { members: 'r' },
  consignor: { members: 'r', products: 'rwd', orders: 'r' },
  super_consignor: { members: 'r', products: 'rwd', orders: 'rw', analytics: 'r' },
  support: {
    experiences: 'r',
    announcements: 'r',
    products: 'r',
    consumers: 'r',
    orders: 'r',
    analytics: 'r',
    members: 'r',
  },
  event_admin: {
    experiences: 'rw',
    announcements: 'rwd',
    products: 'rwd',
    consumers: 'r',
    orders: 'rw',
    analytics: 'r',
  },
  client_admin: {
    experiences: 'rwd',
    announcements: 'rwd',
    products: 'rwd',
    consumers: 'rwd',
    orders: 'rw',
    analytics: 'r',
    webhooks: 'rwd',
    settings: 'rw',
    members: 'rwda',
    keys: 'rwda',
    audit: 'r',
  },
  super_admin: team.owner,
};

const permissions = { r: 'read', w: 'write', d: 'delete', a: 'administer' };
const resources = Object.keys(team.owner);

function cells(roles) {
  return Object.entries(roles).flatMap(([role, may]) =>
    resources.flatMap((resource) =>
      Object.entries(permissions).map(([letter, permission]) => ({
        role,
        resource,
        permission,
        allowed: (may[resource] ?? '').includes(letter),
      })),
    ),
  );
}

export const roleMatrix = {
  about:
    'Whether a role allows a permission on a resource within its reach; written by scripts/make-vectors.mjs.',
  team: cells(team),
  events: cells(events),
};
