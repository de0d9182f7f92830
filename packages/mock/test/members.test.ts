import type { RoleSet } from '@fanfare/contract';
import { describe, expect, it } from 'vitest';
import { guardRoleGift } from '../src/access/guard-gift.js';
import { everyRight } from '../src/access/key-rights.js';
import { createContext } from '../src/create-context.js';
import { resolveOptions } from '../src/options/resolve-options.js';
import { adminOf, paged, told } from './support/admin-of.js';
import { asKey } from './support/as-key.js';
import { openShop, type Answer, type TestShop } from './support/open-shop.js';
import { openToldShop } from './support/open-told-shop.js';
import { newSigner, registerKey } from './support/register-key.js';

const ann = { email: 'ann@shop.example', name: 'Ann', roles: [{ role: 'analyst' }], externalId: 'scim-7' };
const queues = { method: 'GET', path: '/admin/api/queues' };

async function member(shop: TestShop, more: object = {}): Promise<Answer['body']> {
  const answer = await adminOf(shop).post('/members', { ...ann, ...more });
  expect(answer.status).toBe(200);
  return answer.body;
}

/** Makes a key that belongs to a member. */
async function keyOf(shop: TestShop, memberId: unknown, scopes = ['admin']): Promise<unknown> {
  const body = { kind: 'secret', name: 'Laptop', scopes, memberId };
  const answer = await adminOf(shop).post('/api-keys', body);
  expect(answer.status).toBe(200);
  return answer.body['key'];
}

describe('members', () => {
  it('are taken on, read, changed and let go', async () => {
    const shop = openShop();
    const admin = adminOf(shop);

    const created = await member(shop);
    const path = `/members/${String(created['id'])}`;

    expect(created).toMatchObject({ ...ann, consumerId: null, archived: false, updatedAt: null });
    expect((await admin.get(path)).body).toEqual(created);
    const changed = await admin.put(path, { roles: [{ role: 'designer' }, { role: 'analyst' }] });
    expect(changed.body).toMatchObject({ name: 'Ann', roles: [{ role: 'designer' }, { role: 'analyst' }] });
    expect((await admin.put(path, { email: 'Ann@shop.example' })).body).toMatchObject({
      email: 'Ann@shop.example',
    });
    expect(paged(await admin.get('/members?role=designer&first=1'))).toMatchObject([{ id: created['id'] }]);
    expect((await admin.remove(path)).status).toBe(204);
    expect(told(await admin.get(path))).toEqual([404, 'not_found']);
    expect(shop.platform.defects).toEqual([]);
  });

  it('D2: are there from the start, one for each role', async () => {
    const team = openShop();
    const events = openShop({ roleSet: 'events' });

    const names = async (shop: TestShop): Promise<unknown[]> =>
      paged(await adminOf(shop).get('/members?sortBy=createdAt&sortDir=asc')).map(({ roles }) => roles);

    expect(await names(team)).toEqual(['designer', 'analyst', 'admin', 'owner'].map((role) => [{ role }]));
    expect(await names(events)).toContainEqual([{ role: 'event_admin', experienceId: 'exp_aurora' }]);
    expect(await names(events)).toHaveLength(7);
  });

  it('belong to one organization', async () => {
    const shop = openShop();
    const other = openShop({ platform: shop.platform, organization: 1 });
    const { id } = await member(shop);

    for (const answer of [
      await adminOf(other).get(`/members/${String(id)}`),
      await adminOf(other).put(`/members/${String(id)}`, { name: 'Bob' }),
      await adminOf(other).remove(`/members/${String(id)}`),
      await adminOf(other).post('/api-keys', { kind: 'secret', name: 'x', scopes: ['admin'], memberId: id }),
    ])
      expect(told(answer)).toEqual([404, 'not_found']);
  });

  it.each<[string, object, string]>([
    ['a role that there is not', { roles: [{ role: 'root' }] }, 'validation_error'],
    ['a role of the other set', { roles: [{ role: 'super_admin' }] }, 'validation_error'],
    ['a name that every object has', { roles: [{ role: 'constructor' }] }, 'validation_error'],
    ['no role', { roles: [] }, 'validation_error'],
    [
      'an event for a role without one',
      { roles: [{ role: 'owner', experienceId: 'exp_aurora' }] },
      'validation_error',
    ],
    ['the address of another member', { email: 'OWNER@aurora.example' }, 'conflict'],
    ['a consumer whom nobody knows', { consumerId: 'cons_nobody' }, 'not_found'],
  ])('are refused with %s', async (_, more, code) => {
    const shop = openShop();

    expect((await adminOf(shop).post('/members', { ...ann, ...more })).body['error']).toBe(code);
  });

  it('need an event that there is, for a role that reaches over one', async () => {
    const shop = openShop({ roleSet: 'events' });
    const post = (role: object): Promise<Answer> => adminOf(shop).post('/members', { ...ann, roles: [role] });

    expect(told(await post({ role: 'event_admin' }))).toEqual([400, 'validation_error']);
    expect(told(await post({ role: 'event_admin', experienceId: 'exp_borealis' }))).toEqual([
      404,
      'not_found',
    ]);
    expect((await post({ role: 'event_admin', experienceId: 'exp_aurora' })).status).toBe(200);
  });

  it('are told of, without their names', async () => {
    const shop = openToldShop();
    const { id } = await member(shop);
    await keyOf(shop, id);

    await adminOf(shop).remove(`/members/${String(id)}`);

    const at = '2026-11-22T10:00:00.000Z';
    expect(await shop.told()).toMatchObject([
      {
        type: 'user.provisioned',
        data: { memberId: id, externalId: 'scim-7', provisionedAt: at, roles: ['analyst'] },
      },
      {
        type: 'user.deprovisioned',
        data: { memberId: id, externalId: 'scim-7', deprovisionedAt: at, endedKeys: 1 },
      },
    ]);
    expect(JSON.stringify(await shop.told())).not.toContain('ann@');
  });
});

describe('C15: somebody who leaves', () => {
  it('loses keys and sessions at once', async () => {
    const shop = openShop();
    const shopper = await shop.member('ann@shop.example');
    const { id } = await member(shop, { consumerId: shopper.consumerId });
    const key = await keyOf(shop, id);
    expect((await asKey(shop.platform, key)(queues)).status).toBe(200);
    expect((await shopper.call('GET', '/consumers/me')).status).toBe(200);

    await adminOf(shop).remove(`/members/${String(id)}`);

    expect(told(await asKey(shop.platform, key)(queues))).toEqual([401, 'key_revoked']);
    expect(told(await shopper.call('GET', '/consumers/me'))).toEqual([401, 'session_revoked']);
    expect((await shop.merchant('GET', '/queues', undefined, { service: 'admin' })).status).toBe(200);
  });

  it('loses public keys, too', async () => {
    const shop = openToldShop();
    const { id } = await member(shop);
    const registered = await registerKey(shop, newSigner(), { scopes: ['admin'], memberId: id });
    expect(registered.status).toBe(200);

    await adminOf(shop).remove(`/members/${String(id)}`);

    expect(paged(await adminOf(shop).get('/public-keys'))).toEqual([]);
    expect((await shop.told()).at(-1)).toMatchObject({ data: { endedKeys: 1 } });
  });

  it('loses the key that is about to be rolled, too', async () => {
    const shop = openShop();
    const { id } = await member(shop);
    const { body } = await adminOf(shop).post('/api-keys', {
      kind: 'secret',
      name: 'x',
      scopes: ['admin'],
      memberId: id,
    });
    const rolled = await adminOf(shop).post(`/api-keys/${String(body['id'])}/roll`, { overlapSeconds: 600 });

    await adminOf(shop).remove(`/members/${String(id)}`);

    for (const key of [body['key'], rolled.body['key']])
      expect(told(await asKey(shop.platform, key)(queues))).toEqual([401, 'key_revoked']);
  });
});

describe('D1: what a member may do', () => {
  it('follows their roles from call to call', async () => {
    const shop = openShop();
    const { id } = await member(shop);
    const send = asKey(shop.platform, await keyOf(shop, id));
    const update = { method: 'PUT', path: `/admin/api/queues/${shop.queueId}`, body: { admitRate: 2 } };
    expect(told(await send(update))).toEqual([403, 'forbidden']);

    await adminOf(shop).put(`/members/${String(id)}`, { roles: [{ role: 'designer' }] });
    expect((await send(update)).status).toBe(200);

    await adminOf(shop).put(`/members/${String(id)}`, { roles: [{ role: 'analyst' }] });
    const refused = await send(update);
    expect([told(refused), refused.body['details']]).toEqual([
      [403, 'forbidden'],
      { permission: 'write', resource: 'experiences' },
    ]);
  });

  it('A13: is limited by the scopes of the key as well', async () => {
    const shop = openShop();
    const send = asKey(shop.platform, await keyOf(shop, 'mem_aurora_test_owner', ['read:consumers']));

    expect(told(await send(queues))).toEqual([403, 'insufficient_scope']);
    expect((await send({ method: 'GET', path: '/admin/api/consumers' })).status).toBe(200);
  });
});

describe('D5: nobody gives more than they have', () => {
  async function asAdmin(shop: TestShop) {
    return asKey(shop.platform, await keyOf(shop, 'mem_aurora_test_admin'));
  }

  it.each<[string, string, string, object | undefined]>([
    ['making an owner', 'POST', '/members', { ...ann, roles: [{ role: 'owner' }] }],
    ['becoming an owner', 'PUT', '/members/mem_aurora_test_admin', { roles: [{ role: 'owner' }] }],
    ['making an owner less', 'PUT', '/members/mem_aurora_test_owner', { roles: [{ role: 'analyst' }] }],
    [
      'changing where mail for an owner goes',
      'PUT',
      '/members/mem_aurora_test_owner',
      { email: 'me@x.example' },
    ],
    ['letting an owner go', 'DELETE', '/members/mem_aurora_test_owner', undefined],
  ])('an admin is refused %s', async (_, method, path, body) => {
    const shop = openShop();
    const send = await asAdmin(shop);

    expect(told(await send({ method, path: `/admin/api${path}`, body }))).toEqual([403, 'forbidden']);
  });

  it('an admin may make another admin', async () => {
    const shop = openShop();
    const send = await asAdmin(shop);
    const body = { ...ann, roles: [{ role: 'admin' }] };

    expect((await send({ method: 'POST', path: '/admin/api/members', body })).status).toBe(200);
  });

  it('a member who administers keys makes them for members only, within their own roles', async () => {
    const shop = openShop({ roleSet: 'events' });
    const key = await keyOf(shop, 'mem_aurora_test_client_admin');
    const send = asKey(shop.platform, key);
    const make = (memberId?: string): Promise<Answer> =>
      send({
        method: 'POST',
        path: '/admin/api/api-keys',
        body: { kind: 'secret', name: 'x', scopes: ['admin'], memberId },
      });
    const own = paged(await adminOf(shop).get('/api-keys?kind=secret')).at(-1);
    const roll = {
      method: 'POST',
      path: `/admin/api/api-keys/${String(own?.['id'])}/roll`,
      body: { overlapSeconds: 0 },
    };
    const rotate = { method: 'POST', path: '/admin/api/organizations/secret-key/rotate' };

    expect(told(await make())).toEqual([403, 'forbidden']);
    expect(told(await make('mem_aurora_test_super_admin'))).toEqual([403, 'forbidden']);
    expect((await make('mem_aurora_test_event_admin')).status).toBe(200);
    expect((await make('mem_aurora_test_client_admin')).status).toBe(200);
    expect(told(await send(roll))).toEqual([403, 'forbidden']);
    expect(told(await send(rotate))).toEqual([403, 'forbidden']);
    expect((await shop.merchant('GET', '/queues', undefined, { service: 'admin' })).status).toBe(200);
  });
});

describe('D5: a role that reaches further', () => {
  const roleSet: RoleSet = {
    manager: { reach: 'tenant', permissions: { members: ['read', 'administer'] } },
    helper: { reach: 'tenant', permissions: { members: ['read'] } },
    roamer: { reach: 'all_tenants', permissions: { members: ['read'] } },
  };
  const tenant = { organizationId: 'org_aurora', mode: 'test' } as const;

  it('is not given by somebody of one tenant, although it allows less', () => {
    const { context } = createContext({ ...resolveOptions(), roleSet });
    const giveFrom = (giver: string, role: string): void => {
      const rights = { ...everyRight, memberId: `mem_aurora_test_${giver}` };
      const principal = { kind: 'secret', tenant, keyId: 'k', rights, expiresAt: null } as const;
      guardRoleGift({ context, principal }, [{ role }]);
    };

    expect(() => giveFrom('manager', 'helper')).not.toThrow();
    expect(() => giveFrom('manager', 'roamer')).toThrow(/roamer allows more/);
    expect(() => giveFrom('roamer', 'helper')).not.toThrow();
    expect(() => giveFrom('helper', 'manager')).toThrow(/manager allows more/);
  });
});
