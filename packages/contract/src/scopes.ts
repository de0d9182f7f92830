import { operationAccess } from './operation-access.js';
import type { AccessResource } from './roles.js';
import type { Route } from './route.js';

/** What a key may be limited to. `admin` includes all others. */
export const keyScopes = [
  'read:experiences',
  'write:experiences',
  'read:consumers',
  'write:consumers',
  'read:analytics',
  'admin',
] as const;

/** What a key may be limited to. */
export type KeyScope = (typeof keyScopes)[number];

interface ScopesOfResource {
  readonly read: KeyScope;
  /** For everything else. */
  readonly change: KeyScope;
}

const experiences: ScopesOfResource = { read: 'read:experiences', change: 'write:experiences' };
const consumers: ScopesOfResource = { read: 'read:consumers', change: 'write:consumers' };
const administration: ScopesOfResource = { read: 'admin', change: 'admin' };

const scopes: Readonly<Record<AccessResource, ScopesOfResource>> = {
  experiences,
  announcements: experiences,
  products: experiences,
  consumers,
  orders: consumers,
  analytics: { read: 'read:analytics', change: 'admin' },
  webhooks: administration,
  settings: administration,
  members: administration,
  keys: administration,
  audit: administration,
};

/** Tells which scope a key needs for an operation; `undefined` where no secret key may call it. */
export function neededScope(operation: Pick<Route, 'id' | 'method' | 'auth'>): KeyScope | undefined {
  const access = operationAccess(operation);
  if (access === undefined) return undefined;
  const { read, change } = scopes[access.resource];
  return access.permission === 'read' ? read : change;
}

/** Tells whether the scopes of a key include one. */
export function includesScope(held: readonly KeyScope[], needed: KeyScope): boolean {
  return held.includes(needed) || held.includes('admin');
}
