import { operationAccess, type RoleSetName } from '@fanfare/contract';
import matrix from '@fanfare/contract/vectors/role-matrix.json' with { type: 'json' };
import { operationList, type Operation } from '@fanfare/contract/operations';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adminOf, told } from './support/admin-of.js';
import { asKey, type KeyCall } from './support/as-key.js';
import { auditOf } from './support/audit-of.js';
import { openShop, type Answer, type TestShop } from './support/open-shop.js';

const rows = operationList.filter(({ auth }) => auth.flat().includes('sk'));

/** Opens a shop, and hands out what calls with the key of the member who has a role. */
function openRoles(roleSet: RoleSetName) {
  const shop = openShop({ roleSet, withoutRateLimits: true });
  const senders = new Map<string, Promise<(call: KeyCall) => Promise<Answer>>>();

  async function make(role: string): Promise<(call: KeyCall) => Promise<Answer>> {
    const memberId = `mem_aurora_test_${role}`;
    const { body } = await adminOf(shop).post('/api-keys', {
      kind: 'secret',
      name: role,
      scopes: ['admin'],
      memberId,
    });
    return asKey(shop.platform, body['key']);
  }

  function as(role: string): Promise<(call: KeyCall) => Promise<Answer>> {
    const sender = senders.get(role) ?? make(role);
    senders.set(role, sender);
    return sender;
  }
  return { shop, as };
}

/** A call of an operation about things that exist as far as they belong to an event, and are the member's own as far as they are members. */
function callOf(row: Operation, shop: TestShop, role: string): KeyCall {
  const values: Readonly<Record<string, string>> = {
    experienceId: shop.experienceId,
    sequenceId: shop.organization.sequence.id,
    queueId: shop.queueId,
    distributionId: shop.queueId,
    distributions: 'queues',
    memberId: `mem_aurora_test_${role}`,
  };
  const path = row.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? 'unknown');
  // A body that fits nothing, so that nothing is done.
  return { method: row.method, path: `/${row.service}/api${path}`, body: row.body && { nobodyKnowsThis: 1 } };
}

/** What of the matrix counts for an operation: a role for one event or for oneself does nothing where neither is named. */
function expected(roleSet: RoleSetName, role: string, row: Operation): boolean {
  const access = operationAccess(row);
  const cell = matrix[roleSet].find(
    (each) =>
      each.role === role && each.resource === access?.resource && each.permission === access.permission,
  );
  if (cell?.allowed !== true) return false;
  if (role === 'event_admin') return /\{(experience|sequence|queue|distribution)Id\}/.test(row.path);
  if (['volunteer', 'consignor', 'super_consignor'].includes(role)) return row.path.includes('{memberId}');
  return true;
}

/** Rotating would take the key of the test itself away. */
const isHarmless = ({ id }: Operation): boolean => id !== 'admin.organizations.rotateSecretKey';

describe.each(['team', 'events'] as const)('D1, D3: the roles %s over HTTP', (roleSet) => {
  const { shop, as } = openRoles(roleSet);
  const roles = [...new Set(matrix[roleSet].map(({ role }) => role))];

  it.each(roles.flatMap((role) => rows.filter(isHarmless).map((row) => [role, row.id, row] as const)))(
    '%s: %s',
    async (role, _, row) => {
      const send = await as(role);

      const answer = await send(callOf(row, shop, role));

      const access = operationAccess(row);
      const isDenied = answer.status === 403 && answer.body['error'] === 'forbidden';
      expect([role, row.id, !isDenied]).toEqual([role, row.id, expected(roleSet, role, row)]);
      if (isDenied) expect(answer.body['details']).toEqual(access);
    },
  );

  it('are told in the form of the contract', () => {
    expect(shop.platform.defects).toEqual([]);
  });

  it('have a call over HTTP for every resource and for each permission', () => {
    const covered = rows.flatMap((row) => operationAccess(row) ?? []);
    expect(new Set(covered.map(({ permission }) => permission)).size).toBe(4);
    expect(new Set(covered.map(({ resource }) => resource)).size).toBe(11);
  });

  it('are listed as the matrix has them', async () => {
    const { body } = await adminOf(shop).get('/roles');
    const listed = (
      body['data'] as { name: string; permissions: { resource: string; permissions: string[] }[] }[]
    ).flatMap(({ name, permissions }) =>
      permissions.flatMap(({ resource, permissions: allowed }) =>
        allowed.map((permission) => [name, resource, permission].join(' ')),
      ),
    );
    const cells = matrix[roleSet].filter(({ allowed }) => allowed);

    expect(new Set(listed)).toEqual(
      new Set(cells.map(({ role, resource, permission }) => [role, resource, permission].join(' '))),
    );
  });
});

describe('D2: an event administrator', () => {
  async function open() {
    const { shop, as } = openRoles('events');
    const admin = adminOf(shop);
    const { body: experience } = await admin.post('/experiences', { name: 'Another event', timeZone: 'UTC' });
    const { body: sequence } = await admin.post('/sequences', {
      name: 'All',
      experienceId: experience['id'],
    });
    const { body: queue } = await admin.post('/queues', {
      name: 'Line',
      sequenceId: sequence['id'],
      admitRate: 1,
    });
    const send = await as('event_admin');
    const ask = (method: string, path: string, body?: unknown): Promise<Answer> =>
      send({ method, path: `/admin/api${path}`, body });
    return { shop, ask, other: { experience, sequence, queue } };
  }

  it('works on its own event', async () => {
    const { shop, ask } = await open();
    const sequenceId = shop.organization.sequence.id;

    expect((await ask('GET', `/experiences/${shop.experienceId}`)).status).toBe(200);
    expect((await ask('PUT', `/queues/${shop.queueId}`, { admitRate: 3 })).status).toBe(200);
    expect((await ask('POST', '/queues', { name: 'Second', sequenceId, admitRate: 1 })).status).toBe(200);
    expect((await ask('GET', `/queues?sequenceId=${sequenceId}`)).status).toBe(200);
  });

  it('cannot touch another event of the same tenant, and cannot tell it from none', async () => {
    const { ask, other } = await open();
    const [queueId, experienceId, sequenceId] = [other.queue, other.experience, other.sequence].map(
      ({ id }) => String(id),
    );
    const foreign = [
      await ask('GET', `/experiences/${experienceId}`),
      await ask('PUT', `/queues/${queueId}`, { admitRate: 3 }),
      await ask('POST', '/queues', { name: 'Second', sequenceId, admitRate: 1 }),
      await ask('GET', `/queues?sequenceId=${sequenceId}`),
    ];
    const unknown = await ask('GET', '/experiences/exp_nobody');

    for (const answer of [...foreign, unknown]) expect(told(answer)).toEqual([403, 'forbidden']);
    expect({ ...foreign[0]?.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
  });

  it('cannot reach another event through a body, nor everything through a list', async () => {
    const { shop, ask, other } = await open();
    const sequenceId = other.sequence['id'];

    expect(told(await ask('PUT', `/queues/${shop.queueId}`, { sequenceId }))).toEqual([403, 'forbidden']);
    expect(told(await ask('GET', '/queues'))).toEqual([403, 'forbidden']);
    expect(
      told(
        await ask('GET', `/queues/${String(other.queue['id'])}?sequenceId=${shop.organization.sequence.id}`),
      ),
    ).toEqual([403, 'forbidden']);
    expect(
      told(await ask('GET', `/products/${shop.organization.product.id}?experienceId=${shop.experienceId}`)),
    ).toEqual([403, 'forbidden']);
  });
});

describe('D2: a super administrator', () => {
  it('leaves a trace of everything, of reading too', async () => {
    const { shop, as } = openRoles('events');
    const read = { method: 'GET', path: `/admin/api/queues/${shop.queueId}` };
    await (
      await as('client_admin')
    )(read);
    await (
      await as('super_admin')
    )(read);
    await (
      await as('super_admin')
    )({ ...read, method: 'PUT', body: { admitRate: 4 } });
    await (
      await as('support')
    )({ ...read, method: 'DELETE' });

    const log = (await auditOf(shop)).filter(({ action }) => action.startsWith('admin.queues.'));

    expect(log.map(({ action, outcome, target }) => [action, outcome, target?.id])).toEqual([
      ['admin.queues.get', 'success', shop.queueId],
      ['admin.queues.update', 'success', shop.queueId],
      ['admin.queues.archive', 'denied', shop.queueId],
    ]);
    expect(new Set(log.map(({ actor }) => actor.id)).size).toBe(2);
  });

  it('has no more to see than others where a key ends at its tenant', async () => {
    const { shop, as } = openRoles('events');
    const foreign = shop.platform.world.organizations[1].queue.id;
    const read = { method: 'GET', path: `/admin/api/queues/${foreign}` };

    expect(told(await (await as('super_admin'))(read))).toEqual([404, 'not_found']);
  });
});

describe('D2: support', () => {
  it('reads in its tenant and changes nothing, and sees nothing of another one', async () => {
    const { shop, as } = openRoles('events');
    const send = await as('support');
    const foreign = shop.platform.world.organizations[1].queue.id;

    expect((await send({ method: 'GET', path: '/admin/api/queues' })).status).toBe(200);
    expect(
      told(await send({ method: 'PUT', path: `/admin/api/queues/${shop.queueId}`, body: { admitRate: 2 } })),
    ).toEqual([403, 'forbidden']);
    expect(told(await send({ method: 'GET', path: `/admin/api/queues/${foreign}` }))).toEqual([
      404,
      'not_found',
    ]);
  });
});

describe('D5: what a request says about roles', () => {
  const { shop, as } = openRoles('team');
  const names = [
    'role',
    'roles',
    'x-role',
    'x-roles',
    'x-user-role',
    'x-member-id',
    'x-on-behalf-of',
    'x-forwarded-user',
    'cookie',
    'x-scope',
  ];
  const values = [
    'owner',
    'admin',
    'role=owner',
    '{"role":"owner"}',
    '["owner"]',
    'mem_aurora_test_owner',
    'true',
  ];

  it('raises nobody, whatever the headers are', async () => {
    const send = await as('analyst');
    const headers = fc.dictionary(fc.constantFrom(...names), fc.constantFrom(...values));
    await fc.assert(
      fc.asyncProperty(
        headers,
        fc.constantFrom(...names),
        fc.constantFrom(...values),
        async (given, name, value) => {
          const read = { method: 'GET', path: '/admin/api/members', headers: given };
          const write = { method: 'PUT', path: `/admin/api/queues/${shop.queueId}`, headers: given };

          expect(told(await send(read))).toEqual([403, 'forbidden']);
          expect(told(await send({ ...write, body: { admitRate: 9, [name]: value } }))).toEqual([
            403,
            'forbidden',
          ]);
        },
      ),
      { numRuns: 60 },
    );
    expect(shop.organization.queue.admitRate).toBe(30);
  });

  it('is not even a field of a body that somebody may send', async () => {
    const send = await as('designer');
    const path = `/admin/api/queues/${shop.queueId}`;

    expect(told(await send({ method: 'PUT', path, body: { admitRate: 9, role: 'owner' } }))).toEqual([
      400,
      'validation_error',
    ]);
    expect((await send({ method: 'PUT', path, body: { admitRate: 9 } })).status).toBe(200);
  });
});
