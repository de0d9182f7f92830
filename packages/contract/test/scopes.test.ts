import { includesScope, keyScopes, neededScope, operationAccess, roleSets } from '@fanfare/contract';
import { auditRuleOf } from '@fanfare/contract/audit';
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

describe('D3, A13: what a merchant reads about people', () => {
  const sensitive = forServers.filter((row) => auditRuleOf(row) === 'sensitive_read');
  const aboutTheTeam = sensitive.filter(({ id }) => id.startsWith('admin.members.'));
  const aboutShoppers = sensitive.filter((row) => !aboutTheTeam.includes(row));

  it.each(aboutShoppers.map((row) => [row.id, row] as const))('%s is about consumers', (_, row) => {
    expect(operationAccess(row)).toEqual({ resource: 'consumers', permission: 'read' });
    expect(neededScope(row)).toBe('read:consumers');
  });

  it('is about the team otherwise', () => {
    expect(aboutTheTeam.map((row) => operationAccess(row)?.resource)).toEqual(['members', 'members']);
    expect(aboutShoppers.length).toBeGreaterThan(12);
  });

  it.each([
    [operations.admin.waitlists.exports.list, 'read:consumers'],
    [operations.admin.waitlists.exports.create, 'write:consumers'],
    [operations.admin.appointments.attendees.remove, 'write:consumers'],
    [operations.admin.waitlists.get, 'read:experiences'],
    [operations.admin.sequences.waitlist.get, 'read:experiences'],
  ] as const)('reaches what leads to it: %s', (row, scope) => {
    expect(neededScope(row)).toBe(scope);
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
