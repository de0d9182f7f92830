import matrix from '@fanfare/contract/vectors/role-matrix.json' with { type: 'json' };
import { can, createAuthorizer, roleSets, type Role, type RoleSet } from '@fanfare/node/authorization';
import { describe, expect, it } from 'vitest';
import { refusalOf } from '../support/refusal-of.js';

const here = { tenantId: 'org_1', eventId: 'exp_1' };
const holder = (role: string) => ({ id: 'mem_1', roles: [{ role, ...here }] });

describe.each(['team', 'events'] as const)('D1, D3: an authorizer of the role set %s', (name) => {
  const authorizer = createAuthorizer(roleSets[name]);

  it.each(matrix[name])(
    '$role, $permission $resource: $allowed',
    ({ role, permission, resource, allowed }) => {
      const target = { resource, ...here, ownerId: 'mem_1' };

      expect(authorizer.can(holder(role), permission, target)).toBe(allowed);
    },
  );
});

describe('D1: the roles of a team', () => {
  it.each(matrix.team)(
    'can: $role, $permission $resource: $allowed',
    ({ role, permission, resource, allowed }) => {
      expect(can(holder(role), permission, { resource, tenantId: 'org_1' })).toBe(allowed);
    },
  );

  it.each([
    ['an unknown role', 'root', 'read', 'experiences'],
    ['an unknown permission', 'owner', 'own', 'experiences'],
    ['an unknown resource', 'owner', 'read', 'billing'],
    ['a role of the other set', 'super_admin', 'read', 'experiences'],
    ['a name that every object has', 'constructor', 'read', 'experiences'],
  ])('denies %s', (_, role, permission, resource) => {
    expect(can(holder(role), permission, { resource, tenantId: 'org_1' })).toBe(false);
  });
});

describe('what is demanded', () => {
  const { demand } = createAuthorizer(roleSets.events);

  it('goes on, or fails as the platform would', () => {
    const target = { resource: 'experiences', ...here };

    expect(() => demand(holder('event_admin'), 'write', target)).not.toThrow();
    expect(refusalOf(() => demand(holder('support'), 'write', target))).toMatchObject({
      name: 'PermissionError',
      code: 'forbidden',
      details: { permission: 'write', resource: 'experiences' },
    });
  });
});

describe('a role set of one’s own', () => {
  const own: RoleSet = { usher: { reach: 'event', permissions: { tickets: ['read'] } } };

  it('cannot be changed under an authorizer', () => {
    const set = structuredClone(own) as unknown as { usher: { permissions: Record<string, string[]> } };
    const authorizer = createAuthorizer(set as unknown as RoleSet); // the same, open for writing
    set.usher.permissions['tickets']?.push('write');

    expect(authorizer.can(holder('usher'), 'read', { resource: 'tickets', ...here })).toBe(true);
    expect(authorizer.can(holder('usher'), 'write', { resource: 'tickets', ...here })).toBe(false);
  });

  it.each<[string, unknown, RegExp]>([
    ['no set', undefined, /not undefined/],
    ['a role without a reach', { usher: { permissions: {} } }, /"usher" needs a reach/],
    ['a reach that nobody knows', { usher: { reach: 'world', permissions: {} } }, /"usher" needs a reach/],
    ['a role without permissions', { usher: { reach: 'self' } }, /and permissions/],
    ['a role that is null', { usher: null }, /"usher" needs a reach/],
    [
      'an unknown role in another',
      { usher: { reach: 'self', includes: ['boss'], permissions: {} } },
      /includes "boss"/,
    ],
  ])('is refused with %s', (_, set, message) => {
    expect(refusalOf(() => createAuthorizer(set as Readonly<Record<string, Role>>))).toMatchObject({
      code: 'invalid_options',
      message: expect.stringMatching(message),
    });
  });
});
