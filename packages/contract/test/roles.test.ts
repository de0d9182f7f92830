import { can, permissionsOf, roleSets, type RolePrincipal, type RoleSet } from '@fanfare/contract';
import matrix from '@fanfare/contract/vectors/role-matrix.json' with { type: 'json' };
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const here = { tenantId: 'org_1', eventId: 'exp_1' };

/** Somebody with a role, and a thing that is theirs in every sense. */
function holder(role: string): RolePrincipal {
  return { id: 'mem_1', roles: [{ role, ...here }] };
}

describe.each(['team', 'events'] as const)('D1, D3: the role set %s', (name) => {
  const roleSet: RoleSet = roleSets[name];

  it.each(matrix[name])(
    '$role, $permission $resource: $allowed',
    ({ role, permission, resource, allowed }) => {
      const target = { resource, ...here, ownerId: 'mem_1' };

      expect(can(roleSet, { principal: holder(role), permission, target })).toBe(allowed);
    },
  );

  it('has the roles of the matrix, and no other', () => {
    expect(new Set(matrix[name].map(({ role }) => role))).toEqual(new Set(Object.keys(roleSet)));
  });
});

describe('D2: how far a role reaches', () => {
  it.each([
    ['super_admin', 'another tenant', { tenantId: 'org_2' }, true],
    ['client_admin', 'another tenant', { tenantId: 'org_2' }, false],
    ['client_admin', 'another event', { eventId: 'exp_2' }, true],
    ['event_admin', 'its own event', {}, true],
    ['event_admin', 'another event', { eventId: 'exp_2' }, false],
    ['event_admin', 'an event of the same name elsewhere', { tenantId: 'org_2' }, false],
    ['event_admin', 'what belongs to no event', { eventId: undefined }, false],
    ['consignor', 'its own things', { ownerId: 'mem_1' }, true],
    ['consignor', 'the things of others', { ownerId: 'mem_2' }, false],
    ['consignor', 'the things of nobody', { ownerId: undefined }, false],
    ['support', 'what is of no known tenant', { tenantId: undefined }, false],
  ])('%s and %s', (role, _, difference, allowed) => {
    const target = { resource: 'products', ...here, ...difference };

    expect(can(roleSets.events, { principal: holder(role), permission: 'read', target })).toBe(allowed);
  });

  it('counts nowhere without a tenant, and a role for one event nowhere without an event', () => {
    const question = { permission: 'read', target: { resource: 'experiences', ...here } };
    const [homeless, eventless] = [{ role: 'support' }, { role: 'event_admin', tenantId: 'org_1' }];

    for (const assignment of [homeless, eventless]) {
      const principal = { id: 'mem_1', roles: [assignment] };
      expect(can(roleSets.events, { principal, ...question })).toBe(false);
      const nameless = { ...question, target: { resource: 'experiences' } };
      expect(can(roleSets.events, { principal, ...nameless })).toBe(false);
    }
  });

  it('lets support read and nothing else', () => {
    const changes = matrix.events.filter(({ permission }) => permission !== 'read');
    const principal = holder('support');

    for (const { permission, resource } of changes)
      expect(can(roleSets.events, { principal, permission, target: { resource, ...here } })).toBe(false);
  });
});

describe('D1: denied by default', () => {
  const names = fc.oneof(
    fc.string(),
    fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', 'OWNER', 'owner ', ''),
  );

  it('whatever the role is called, if it is not one of the set', () => {
    fc.assert(
      fc.property(names, (role) => {
        fc.pre(!Object.hasOwn(roleSets.team, role));
        const question = { permission: 'read', target: { resource: 'experiences', ...here } };
        expect(can(roleSets.team, { principal: holder(role), ...question })).toBe(false);
      }),
    );
  });

  it('whatever the permission or the resource is called', () => {
    fc.assert(
      fc.property(names, names, (permission, resource) => {
        fc.pre(!['read', 'write', 'delete', 'administer'].includes(permission));
        const principal = holder('owner');
        const target = { resource: 'experiences', ...here };
        expect(can(roleSets.team, { principal, permission, target })).toBe(false);
        fc.pre(!Object.hasOwn(roleSets.team.owner.permissions, resource));
        const unknown = { resource, ...here };
        expect(can(roleSets.team, { principal, permission: 'read', target: unknown })).toBe(false);
      }),
    );
  });

  it('without a role', () => {
    const target = { resource: 'experiences', ...here };

    expect(can(roleSets.team, { principal: { id: 'x', roles: [] }, permission: 'read', target })).toBe(false);
  });
});

describe('a role set of a merchant', () => {
  it('may include roles in a circle, and roles that it does not have', () => {
    const circle: RoleSet = {
      a: { reach: 'tenant', includes: ['b', 'nobody'], permissions: { x: ['read'] } },
      b: { reach: 'tenant', includes: ['a'], permissions: { x: ['write'] } },
    };

    expect([...permissionsOf(circle, 'a', 'x')].sort()).toEqual(['read', 'write']);
    expect([...permissionsOf(circle, 'nobody', 'x')]).toEqual([]);
  });

  it('keeps the reach of the including role for what it includes', () => {
    const question = { permission: 'write', target: { resource: 'products', tenantId: 'org_1' } };
    const principal = { id: 'mem_1', roles: [{ role: 'client_admin', tenantId: 'org_1' }] };

    expect(can(roleSets.events, { principal, ...question })).toBe(true);
  });
});
