import { hkdfSync } from 'node:crypto';
import { createMockPlatform } from '@fanfare/mock';
import { describe, expect, it } from 'vitest';
import { adminOf, paged, told } from './support/admin-of.js';
import { asKey } from './support/as-key.js';
import { createKey } from './support/create-key.js';
import { mockApi } from './support/mock-api.js';
import { openShop, type Answer, type TestShop } from './support/open-shop.js';
import { dumpState } from './support/dump-state.js';

const queues = { method: 'GET', path: '/admin/api/queues' };

/** Lists what a merchant sees of all keys, as text. */
async function list(shop: TestShop): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return paged(await adminOf(shop).get('/api-keys?first=100'));
}

describe('A11: a new key', () => {
  it('is shown once, and listed by its prefix and its last four', async () => {
    const shop = openShop();

    const { key, ...rest } = await createKey(shop);

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
    const { key } = await createKey(shop);
    await shop.platform.clock.advance('5m');

    expect((await asKey(shop.platform, key)(queues)).status).toBe(200);

    expect((await list(shop))[0]).toMatchObject({ lastUsedAt: '2026-11-22T10:05:00.000Z' });
  });

  it('works in its own organization and mode only', async () => {
    const shop = openShop();
    const { key } = await createKey(shop);

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
    const { key } = await createKey(shop, { expiresAt: '2026-11-22T10:10:00.000Z' });
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
    const made = [await createKey(shop), await createKey(shop, { scopes: ['admin'] })];
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

describe('A7: rolling a key', () => {
  it('leaves the old one working for the overlap, and ends it with that', async () => {
    const shop = openShop();
    const { platform } = shop;
    const old = await createKey(shop, { allowedIps: [], scopes: ['read:experiences', 'read:analytics'] });

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
    const old = await createKey(shop);

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
    const { id } = await createKey(shop);
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
    const { id, key } = await createKey(shop, { expiresAt: '2026-11-22T10:05:00.000Z' });

    const { body } = await adminOf(shop).post(`/api-keys/${String(id)}/roll`, { overlapSeconds: 3600 });

    await shop.platform.clock.advance('5m');
    for (const each of [key, body['key']])
      expect(told(await asKey(shop.platform, each)(queues))).toEqual([401, 'key_revoked']);
  });
});

describe('revoking a key', () => {
  it('ends it at once, by signature and as a bearer', async () => {
    const shop = openShop();
    const { id, key } = await createKey(shop);

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

describe('the list of keys', () => {
  it('is read page by page, by name or by time, and by kind', async () => {
    const shop = openShop();
    for (const name of ['C', 'A', 'B']) await createKey(shop, { name });
    const names = async (query: string): Promise<unknown[]> =>
      paged(await adminOf(shop).get(`/api-keys?${query}`)).map(({ name }) => name);

    expect(await names('sortBy=name&sortDir=asc&first=3')).toEqual(['A', 'B', 'C']);
    expect(await names('kind=secret')).toEqual(['B', 'A', 'C', 'The secret key']);
    expect(await names('kind=publishable')).toEqual(['The publishable key']);
    const first = await adminOf(shop).get('/api-keys?first=2');
    const { endCursor } = first.body['pageInfo'] as { endCursor: string };
    await createKey(shop, { name: 'D' });
    expect(await names(`first=2&after=${endCursor}`)).toEqual(['C', 'The secret key']);
  });
});
