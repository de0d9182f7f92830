import { includesScope, keyScopes, neededScope, operationAccess, roleSets } from '@fanfare/contract';
import { operationList, operations, refusalCodes } from '@fanfare/contract/operations';
import { describe, expect, it } from 'vitest';

const forServers = operationList.filter(({ auth }) => auth.flat().includes('sk'));

describe('A13: what a key needs for an operation', () => {
  it.each(forServers.map((row) => [row.id, row] as const))('%s has a scope and a permission', (_, row) => {
    const scope = neededScope(row);

    expect(keyScopes).toContain(scope);
    expect(operationAccess(row)?.permission === 'read').toBe(
      row.method === 'GET' ||
        ['admin.analytics.query', 'admissions.validate', 'admin.tokens.introspect'].includes(row.id),
    );
    for (const code of ['insufficient_scope', 'ip_not_allowed', 'forbidden'] as const)
      expect(refusalCodes(row)).toContain(code);
  });

  it('has none where only pages call', () => {
    expect(neededScope(operations.queues.enter)).toBeUndefined();
    expect(operationAccess(operations.queues.enter)).toBeUndefined();
  });

  it('is refused to be guessed for a group that nobody entered in the table', () => {
    const row = { ...operations.admin.queues.list, id: 'admin.newThings.list' };

    expect(() => neededScope(row)).toThrow(/admin\.newThings\.list/);
  });

  it.each([
    [operations.admin.queues.list, 'read:experiences'],
    [operations.admin.queues.update, 'write:experiences'],
    [operations.admin.queues.archive, 'write:experiences'],
    [operations.queues.admit, 'write:experiences'],
    [operations.consumers.get, 'read:consumers'],
    [operations.admin.consumers.erase, 'write:consumers'],
    [operations.admin.loyalty.adjust, 'write:consumers'],
    [operations.admin.loyalty.updateSettings, 'admin'],
    [operations.admissions.validate, 'read:consumers'],
    [operations.checkout.create, 'write:consumers'],
    [operations.admin.analytics.query, 'read:analytics'],
    [operations.admin.apiKeys.list, 'admin'],
    [operations.admin.organizations.rotateSecretKey, 'admin'],
  ] as const)('is as one would expect: %s', (row, scope) => {
    expect(neededScope(row)).toBe(scope);
  });

  it('is within every other scope for admin only', () => {
    for (const held of keyScopes)
      for (const needed of keyScopes)
        expect(includesScope([held], needed)).toBe(held === needed || held === 'admin');
    expect(includesScope([], 'read:analytics')).toBe(false);
  });
});

describe('operations and roles', () => {
  it('keep every change of keys and members for those who administer them', () => {
    for (const row of forServers) {
      const { resource, permission } = operationAccess(row) ?? {};
      if (resource === 'keys' || resource === 'members')
        expect([row.id, permission]).toEqual([row.id, row.method === 'GET' ? 'read' : 'administer']);
    }
  });

  it('leave nothing that nobody may do', () => {
    for (const row of forServers) {
      const { resource, permission } = operationAccess(row) ?? {};
      const { owner } = roleSets.team;
      expect(owner.permissions[resource ?? '']).toContain(permission);
    }
  });
});
