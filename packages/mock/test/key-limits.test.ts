import { neededScope } from '@fanfare/contract';
import { operationList } from '@fanfare/contract/operations';
import { startMockServer } from '@fanfare/mock/server';
import { describe, expect, it, onTestFinished } from 'vitest';
import { adminOf, told } from './support/admin-of.js';
import { asKey } from './support/as-key.js';
import { createKey } from './support/create-key.js';
import { mockApi } from './support/mock-api.js';
import { openShop, type Answer, type TestShop } from './support/open-shop.js';

const queues = { method: 'GET', path: '/admin/api/queues' };

describe('A13: the scopes of a key', () => {
  const rows = operationList.filter((row) => neededScope(row) !== undefined);
  const shop = openShop({ withoutRateLimits: true });
  const keys = new Map<string, unknown>();

  async function keyWith(scope: string): Promise<unknown> {
    if (!keys.has(scope)) keys.set(scope, (await createKey(shop, { scopes: [scope] }))['key']);
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

describe('E10: a key with a list of addresses', () => {
  const from = 'x-test-address';

  async function open(allowedIps: readonly string[], options: object = {}) {
    const shop = openShop({ addressFrom: from, ...options });
    const { key } = await createKey(shop, { allowedIps });
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
      const { key } = await createKey(shop, { allowedIps });
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
    const { key } = await createKey(shop, {
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
    const { id, key } = await createKey(shop, { kind: 'publishable', scopes: undefined });
    const { call } = mockApi(shop.platform);
    expect((await call('auth.guest', { pk: String(key) })).status).toBe(200);

    await adminOf(shop).remove(`/api-keys/${String(id)}`);

    const { error } = await call('auth.guest', { pk: String(key) });
    expect(error).toBe('key_revoked');
  });
});
