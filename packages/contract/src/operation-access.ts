import type { AccessResource, Permission } from './roles.js';
import type { Route } from './route.js';

/** What an operation needs a role to allow. */
export interface OperationAccess {
  readonly resource: AccessResource;
  readonly permission: Permission;
}

/** What each group of operations that a secret key may call is about; a longer name wins over a shorter one. */
const resources: Readonly<Record<string, AccessResource>> = {
  auth: 'consumers',
  consumers: 'consumers',
  queues: 'experiences',
  draws: 'experiences',
  admissions: 'orders',
  checkout: 'orders',
  'admin.analytics': 'analytics',
  'admin.announcements': 'announcements',
  'admin.apiKeys': 'keys',
  'admin.appointments': 'experiences',
  'admin.appointments.attendees': 'consumers',
  'admin.appointments.slots.list': 'consumers', // it shows who comes
  'admin.auctions': 'experiences',
  'admin.audiences': 'consumers',
  'admin.auditLog': 'audit',
  'admin.consumers': 'consumers',
  'admin.draws': 'experiences',
  'admin.experiencePages': 'experiences',
  'admin.experiences': 'experiences',
  'admin.loyalty': 'settings',
  'admin.loyalty.adjust': 'consumers',
  'admin.members': 'members',
  'admin.organizations': 'settings',
  'admin.organizations.rotateSecretKey': 'keys',
  'admin.products': 'products',
  'admin.publicKeys': 'keys',
  'admin.queues': 'experiences',
  'admin.retention': 'settings',
  'admin.roles': 'members',
  'admin.scheduledEvents': 'experiences',
  'admin.sequences': 'experiences',
  'admin.sequences.waitlist.consumers': 'consumers',
  'admin.timedReleases': 'experiences',
  'admin.tokens': 'consumers',
  'admin.variantOptions': 'products',
  'admin.waitlists': 'experiences',
  'admin.waitlists.consumers': 'consumers',
  'admin.waitlists.exports': 'consumers',
  'admin.webhooks': 'webhooks',
};

const byMethod: Readonly<Record<Route['method'], Permission>> = {
  GET: 'read',
  POST: 'write',
  PUT: 'write',
  PATCH: 'write',
  DELETE: 'delete',
};

/** Calls whose method says another thing than they do. */
const exceptions: Readonly<Record<string, Permission>> = {
  'admin.analytics.query': 'read',
  'admin.tokens.introspect': 'read',
  'admissions.validate': 'read',
};

/** Resources of which every change is a matter of administration: who may what depends on them. */
const administered: ReadonlySet<AccessResource> = new Set(['keys', 'members']);

/** Tells what an operation needs a role to allow; `undefined` where no secret key may call it. */
export function operationAccess({
  id,
  method,
  auth,
}: Pick<Route, 'id' | 'method' | 'auth'>): OperationAccess | undefined {
  if (!auth.flat().includes('sk')) return undefined;
  const resource = resourceOf(id);
  if (resource === undefined) throw new Error(`operation-access.ts does not say what ${id} is about.`);
  const permission = exceptions[id] ?? byMethod[method];
  const isChange = permission !== 'read';
  return { resource, permission: isChange && administered.has(resource) ? 'administer' : permission };
}

function resourceOf(name: string): AccessResource | undefined {
  if (Object.hasOwn(resources, name)) return resources[name];
  const shorter = name.slice(0, Math.max(0, name.lastIndexOf('.')));
  return shorter === '' ? undefined : resourceOf(shorter);
}
