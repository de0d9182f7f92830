import { hkdfSync } from 'node:crypto';
import { neededScope } from '@fanfare/contract';
import { operationList } from '@fanfare/contract/operations';
import { createMockPlatform } from '@fanfare/mock';
import { startMockServer } from '@fanfare/mock/server';
import { describe, expect, it, onTestFinished } from 'vitest';
import { adminOf, paged, told } from './support/admin-of.js';
import { asKey } from './support/as-key.js';
import { mockApi } from './support/mock-api.js';
import { openShop, type Answer, type TestShop } from './support/open-shop.js';
import { dumpState } from './support/dump-state.js';

const queues = { method: 'GET', path: '/admin/api/queues' };

async function create(shop: TestShop, more: object = {}): Promise<Answer['body']> {
  const body = { kind: 'secret', name: 'Till', scopes: ['read:experiences'], ...more };
  const answer = await adminOf(shop).post('/api-keys', body);
  expect(answer.status).toBe(200);
  return answer.body;
}

/** Lists what a merchant sees of all keys, as text. */
async function list(shop: TestShop): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return paged(await adminOf(shop).get('/api-keys?first=100'));
}

describe('A11: a new key', () => {
  it('is shown once, and listed by its prefix and its last four', async () => {
    const shop = openShop();

    const { key, ...rest } = await create(shop);

    expect(key).toMatch(/^sk_test_[\w-]{43}$/);
    expect(rest).toMatchObject({
      kind: 'secret',
      name: 'Till',
      status: 'active',
      scopes: ['read:experiences'],
      allowedIps: [],
      memberId: null,
      expiresAt: null,
      lastUsedAt: null,
      prefix: 'sk_test_',
      lastFour: String(key).slice(-4),
      keyId: expect.stringMatching(/^[\w-]{22}$/),
      successorId: null,
      archived: false,
    });
    expect((await list(shop))[0]).toEqual(rest);
    expect(JSON.stringify(await list(shop))).not.toContain(key);
    expect(shop.platform.defects).toEqual([]);
  });

  it('is used at once, and the list tells when it was', async () => {
    const shop = openShop();
    const { key } = await create(shop);
    await shop.platform.clock.advance('5m');

    expect((await asKey(shop.platform, key)(queues)).status).toBe(200);

    expect((await list(shop))[0]).toMatchObject({ lastUsedAt: '2026-11-22T10:05:00.000Z' });
  });

  it('works in its own organization and mode only', async () => {
    const shop = openShop();
    const { key } = await create(shop);

    const { body } = await asKey(shop.platform, key)(queues);
    const foreign = shop.platform.world.organizations[1].queue.id;

    expect(JSON.stringify(body)).toContain(shop.queueId);
    for (const id of [foreign, shop.organization.live.queue.id]) {
      const answer = await asKey(shop.platform, key)({ method: 'GET', path: `/admin/api/queues/${id}` });
      expect(told(answer)).toEqual([404, 'not_found']);
    }
    const other = openShop({ platform: shop.platform, organization: 1 });
    expect(await list(other)).toHaveLength(2);
  });

  it.each<[string, object, string]>([
    ['no scope', { scopes: [] }, 'validation_error'],
    ['an unknown scope', { scopes: ['write:everything'] }, 'validation_error'],
    ['an address that is none', { allowedIps: ['203.0.113.7/99'] }, 'validation_error'],
    ['an end in the past', { expiresAt: '2026-11-22T09:59:59.000Z' }, 'validation_error'],
    ['a member who is none', { memberId: 'mem_nobody' }, 'not_found'],
    ['a role of its own', { role: 'owner' }, 'validation_error'],
    ['origins, which a server has not', { allowedOrigins: ['https://a.example'] }, 'validation_error'],
  ])('is refused with %s', async (_, more, code) => {
    const shop = openShop();
    const body = { kind: 'secret', name: 'Till', scopes: ['admin'], ...more };

    const answer = await adminOf(shop).post('/api-keys', body);

    expect(answer.body['error']).toBe(code);
    expect(await list(shop)).toHaveLength(2);
  });

  it('is over when it expires', async () => {
    const shop = openShop();
    const { key } = await create(shop, { expiresAt: '2026-11-22T10:10:00.000Z' });
    await shop.platform.clock.advance('9m');
    expect((await asKey(shop.platform, key)(queues)).status).toBe(200);

    await shop.platform.clock.advance('1m');

    expect(told(await asKey(shop.platform, key)(queues))).toEqual([401, 'key_revoked']);
    expect(await list(shop)).toHaveLength(2);
  });

  it('is in no part of the state, and nothing that is there works as a bearer key', async () => {
    const platform = createMockPlatform({ now: '2026-11-22T10:00:00Z', withoutRateLimits: true });
    const shop = openShop({ platform });
    const seeded = platform.world.organizations.flatMap(({ keys }) => [keys.test.secret, keys.live.secret]);
    const made = [await create(shop), await create(shop, { scopes: ['admin'] })];
    const rolled = await adminOf(shop).post(`/api-keys/${String(made[0]?.['id'])}/roll`, {
      overlapSeconds: 60,
    });
    const secrets = [...made, rolled.body].map(({ key }) => String(key));
    for (const key of secrets) expect((await asKey(platform, key)(queues)).status).toBe(200);

    const texts = dumpState(platform).map(({ text }) => text);

    expect(texts.join('\n')).toContain(seeded[0]); // what everybody knows is found, so the rest would be too
    for (const key of secrets) expect(texts.filter((text) => text.includes(key))).toEqual([]);
    // Nor is what they sign with, in any spelling.
    const spellings = ['base64', 'base64url', 'hex', 'utf8'] as const;
    const macKeys = secrets.flatMap((key) => {
      const macKey = Buffer.from(hkdfSync('sha256', key, '', 'fanfare-request-signature-v1', 32));
      return spellings.map((spelling) => macKey.toString(spelling));
    });
    for (const macKey of macKeys) expect(texts.filter((text) => text.includes(macKey))).toEqual([]);
    const candidates = new Set(texts.filter((text) => /^[\w-]{8,200}$/.test(text)));
    for (const key of seeded) candidates.delete(key);
    const { call } = mockApi(platform);
    for (const text of candidates) {
      const sk = text.startsWith('sk_') ? text : `sk_test_${text}`;
      const { error } = await call('queues.admit', { params: { queueId: shop.queueId }, body: {}, sk });
      expect([text, error]).toEqual([text, 'key_invalid']);
    }
  });
});

describe('A13: the scopes of a key', () => {
  const rows = operationList.filter((row) => neededScope(row) !== undefined);
  const shop = openShop({ withoutRateLimits: true });
  const keys = new Map<string, unknown>();

  async function keyWith(scope: string): Promise<unknown> {
    if (!keys.has(scope)) keys.set(scope, (await create(shop, { scopes: [scope] }))['key']);
    return keys.get(scope);
  }

  it.each(rows.map((row) => [row.id, row] as const))(
    '%s is refused without its scope, which is named',
    async (_, row) => {
      const needed = neededScope(row) ?? '';
      const other = needed === 'read:analytics' ? 'read:consumers' : 'read:analytics';
      const path = `/${row.service}/api${row.path.replaceAll(/\{\w+\}/g, 'queues')}`;

      const answer = await asKey(
        shop.platform,
        await keyWith(other),
      )({ method: row.method, path, body: row.body && {} });

      expect(told(answer)).toEqual([403, 'insufficient_scope']);
      expect(answer.body['details']).toEqual({ scope: needed });
      expect(answer.body['message']).toContain(needed);
    },
  );

  it('let a reading key read and not write', async () => {
    const send = asKey(shop.platform, await keyWith('read:experiences'));
    const update = { method: 'PUT', path: `/admin/api/queues/${shop.queueId}`, body: { admitRate: 1 } };

    expect((await send(queues)).status).toBe(200);
    expect(told(await send(update))).toEqual([403, 'insufficient_scope']);
    expect(told(await send({ method: 'GET', path: '/admin/api/api-keys' }))).toEqual([
      403,
      'insufficient_scope',
    ]);
  });

  it('are told in the form of the contract', () => {
    expect(shop.platform.defects).toEqual([]);
  });
});

describe('A7: rolling a key', () => {
  it('leaves the old one working for the overlap, and ends it with that', async () => {
    const shop = openShop();
    const { platform } = shop;
    const old = await create(shop, { allowedIps: [], scopes: ['read:experiences', 'read:analytics'] });

    const { body: next } = await adminOf(shop).post(`/api-keys/${String(old['id'])}/roll`, {
      overlapSeconds: 3600,
    });

    expect(next).toMatchObject({ name: 'Till', scopes: old['scopes'], lastUsedAt: null, expiresAt: null });
    expect(await list(shop)).toMatchObject([
      { id: next['id'] },
      { id: old['id'], successorId: next['id'], expiresAt: '2026-11-22T11:00:00.000Z', status: 'active' },
      {},
      {},
    ]);
    await platform.clock.advance('59m');
    for (const { key } of [old, next]) expect((await asKey(platform, key)(queues)).status).toBe(200);
    await platform.clock.advance('1m');
    expect(told(await asKey(platform, old['key'])(queues))).toEqual([401, 'key_revoked']);
    expect((await asKey(platform, next['key'])(queues)).status).toBe(200);
    expect((await list(shop)).map(({ id }) => id)).not.toContain(old['id']);
  });

  it('without an overlap ends the old one at once', async () => {
    const shop = openShop();
    const old = await create(shop);

    await adminOf(shop).post(`/api-keys/${String(old['id'])}/roll`, { overlapSeconds: 0 });

    expect(told(await asKey(shop.platform, old['key'])(queues))).toEqual([401, 'key_revoked']);
  });

  it('is possible for the key that signs the call, and for the key of pages', async () => {
    const shop = openShop();
    const own = (await list(shop)).filter(({ createdBy }) => createdBy === 'seed');

    for (const { id } of own) {
      const { status } = await adminOf(shop).post(`/api-keys/${String(id)}/roll`, { overlapSeconds: 0 });
      expect(status).toBe(200);
    }

    expect((await shop.guest()).consumerId).toBeDefined();
    const { body } = await adminOf(shop).get('/organizations/current/sdk-config');
    expect(body['publishableKey']).toMatch(/^pk_test_[\w-]{43}$/);
    const before = await mockApi(shop.platform).call('auth.guest', { pk: 'pk_test_aurora_mock' });
    expect([before.status, before.error]).toEqual([401, 'key_revoked']);
  });

  it('happens once to a key, and not to what is over or of others', async () => {
    const shop = openShop();
    const other = openShop({ platform: shop.platform, organization: 1 });
    const { id } = await create(shop);
    const roll = (from: TestShop): Promise<Answer> =>
      adminOf(from).post(`/api-keys/${String(id)}/roll`, { overlapSeconds: 60 });

    expect(told(await roll(other))).toEqual([404, 'not_found']);
    expect((await roll(shop)).status).toBe(200);
    expect(told(await roll(shop))).toEqual([409, 'conflict']);
    await shop.platform.clock.advance('1m');
    expect(told(await roll(shop))).toEqual([404, 'not_found']);
  });

  it('never lengthens a life', async () => {
    const shop = openShop();
    const { id, key } = await create(shop, { expiresAt: '2026-11-22T10:05:00.000Z' });

    const { body } = await adminOf(shop).post(`/api-keys/${String(id)}/roll`, { overlapSeconds: 3600 });

    await shop.platform.clock.advance('5m');
    for (const each of [key, body['key']])
      expect(told(await asKey(shop.platform, each)(queues))).toEqual([401, 'key_revoked']);
  });
});

describe('revoking a key', () => {
  it('ends it at once, by signature and as a bearer', async () => {
    const shop = openShop();
    const { id, key } = await create(shop);

    const { body } = await adminOf(shop).remove(`/api-keys/${String(id)}`);

    expect(body).toMatchObject({ id, status: 'ended', archived: true });
    expect(told(await asKey(shop.platform, key)(queues))).toEqual([401, 'key_revoked']);
    const { call } = mockApi(shop.platform);
    const shown = await call('queues.admit', {
      params: { queueId: shop.queueId },
      body: {},
      sk: String(key),
    });
    expect(shown.error).toBe('key_revoked');
    expect(told(await adminOf(shop).remove(`/api-keys/${String(id)}`))).toEqual([404, 'not_found']);
  });

  it('locks nobody out', async () => {
    const shop = openShop();
    const own = (await list(shop)).filter(({ createdBy }) => createdBy === 'seed');

    for (const { id } of own)
      expect(told(await adminOf(shop).remove(`/api-keys/${String(id)}`))).toEqual([409, 'conflict']);
  });
});

describe('E10: a key with a list of addresses', () => {
  const from = 'x-test-address';

  async function open(allowedIps: readonly string[], options: object = {}) {
    const shop = openShop({ addressFrom: from, ...options });
    const { key } = await create(shop, { allowedIps });
    const send = (headers: Record<string, string>): Promise<Answer> =>
      asKey(shop.platform, key)({ ...queues, headers });
    return { shop, send };
  }

  it.each([
    ['203.0.113.7', 200],
    ['203.0.113.8', 403],
    ['2001:db8:1::5', 200],
    ['2001:db9::5', 403],
    ['::ffff:203.0.113.7', 200],
  ])('is used from %s: %i', async (address, status) => {
    const { send } = await open(['203.0.113.7', '2001:db8::/32']);

    expect((await send({ [from]: address })).status).toBe(status);
  });

  it('is not helped by a forwarded address that anybody could write', async () => {
    const { send } = await open(['203.0.113.7']);
    const forwarded = {
      'x-forwarded-for': '203.0.113.7',
      forwarded: 'for=203.0.113.7',
      'x-real-ip': '203.0.113.7',
    };

    expect(told(await send({ [from]: '198.51.100.1', ...forwarded }))).toEqual([403, 'ip_not_allowed']);
  });

  it('is used through a proxy that is named, as far as the proxy saw', async () => {
    const { send } = await open(['203.0.113.7'], { trustedProxies: ['10.0.0.0/8'] });
    const proxied = (hops: string): Promise<Answer> => send({ [from]: '10.0.0.1', 'x-forwarded-for': hops });

    expect((await proxied('203.0.113.7')).status).toBe(200);
    expect(told(await proxied('203.0.113.7, 198.51.100.1'))).toEqual([403, 'ip_not_allowed']);
  });

  it('is bound to the address of the connection on a server', async () => {
    const server = await startMockServer();
    onTestFinished(() => server.close());
    const shop = openShop({ platform: server.platform });
    const outcome = async (allowedIps: readonly string[]): Promise<number> => {
      const { key } = await create(shop, { allowedIps });
      const headers = { 'x-forwarded-for': '203.0.113.7' };
      const connected = { ...server.platform, fetch: (request: Request) => fetch(request) };
      return (await asKey(connected, key)({ ...queues, headers })).status;
    };

    expect(await outcome(['127.0.0.0/8'])).toBe(200);
    expect(await outcome(['203.0.113.7'])).toBe(403);
  });

  it('is refused where nobody knows the address', async () => {
    const { send } = await open(['0.0.0.0/0', '::/0']);

    expect(told(await send({}))).toEqual([403, 'ip_not_allowed']);
  });
});

describe('D7, G1: a publishable key with origins of its own', () => {
  const guest = (shop: TestShop, pk: unknown, origin: string) =>
    mockApi(shop.platform).call('auth.guest', { pk: String(pk), headers: { origin } });

  it('is for pages of those, whatever the organization allows', async () => {
    const shop = openShop({ allowedOrigins: ['https://shop.example'] });
    const { key } = await create(shop, {
      kind: 'publishable',
      scopes: undefined,
      allowedOrigins: ['https://pop-up.example'],
    });

    const allowed = await guest(shop, key, 'https://pop-up.example');
    const refused = await guest(shop, key, 'https://shop.example');
    const usual = await guest(shop, 'pk_test_aurora_mock', 'https://pop-up.example');

    expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([
      200,
      'https://pop-up.example',
    ]);
    expect([refused.status, refused.error]).toEqual([403, 'origin_not_allowed']);
    expect([usual.status, usual.error]).toEqual([403, 'origin_not_allowed']);
    expect((await guest(shop, 'pk_test_aurora_mock', 'https://shop.example')).status).toBe(200);
  });

  it('ends like any other', async () => {
    const shop = openShop();
    const { id, key } = await create(shop, { kind: 'publishable', scopes: undefined });
    const { call } = mockApi(shop.platform);
    expect((await call('auth.guest', { pk: String(key) })).status).toBe(200);

    await adminOf(shop).remove(`/api-keys/${String(id)}`);

    const { error } = await call('auth.guest', { pk: String(key) });
    expect(error).toBe('key_revoked');
  });
});

describe('the list of keys', () => {
  it('is read page by page, by name or by time, and by kind', async () => {
    const shop = openShop();
    for (const name of ['C', 'A', 'B']) await create(shop, { name });
    const names = async (query: string): Promise<unknown[]> =>
      paged(await adminOf(shop).get(`/api-keys?${query}`)).map(({ name }) => name);

    expect(await names('sortBy=name&sortDir=asc&first=3')).toEqual(['A', 'B', 'C']);
    expect(await names('kind=secret')).toEqual(['B', 'A', 'C', 'The secret key']);
    expect(await names('kind=publishable')).toEqual(['The publishable key']);
    const first = await adminOf(shop).get('/api-keys?first=2');
    const { endCursor } = first.body['pageInfo'] as { endCursor: string };
    await create(shop, { name: 'D' });
    expect(await names(`first=2&after=${endCursor}`)).toEqual(['C', 'The secret key']);
  });
});
