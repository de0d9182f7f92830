import { createMockPlatform } from '@fanfare/mock';
import { describe, expect, test } from 'vitest';
import { FanfareClient } from '../../src/index.js';
import { openShop } from '../support/shop.js';

describe('config', () => {
  test('tells whose key it is, what the platform offers and how long things last', async () => {
    const shop = openShop();
    const { client } = shop.open();

    const config = await client.config.get();

    const [{ id, slug, currencyCode, timeZone }] = shop.platform.world.organizations;
    expect(config).toMatchObject({ organizationId: id, mode: 'test', slug, currencyCode, timeZone });
    expect(config.features).toMatchObject({ challenges: true, emailGate: false });
    expect(config.session).toMatchObject({ accessTokenSeconds: 3600, idleSeconds: null });
    expect(config.rateLimits['queueEnter']).toEqual({ scope: 'endpoint', perMinute: 1000, perSecond: 100 });
  });

  test('is read once per client, without a token and without looking for a session', async () => {
    const shop = openShop();
    const { client } = shop.open();
    await client.auth.guest();

    await Promise.all([client.config.get(), client.config.get()]);
    await client.config.get();

    expect(shop.count(/^GET \/config$/)).toBe(1);
    expect(shop.sent.at(-1)?.headers.has('authorization')).toBe(false);
    await shop.open('another').client.config.get();
    expect(shop.count(/^GET \/config$/)).toBe(2);
  });

  test('is asked for again after a failure', async () => {
    const shop = openShop();
    const { client } = shop.open('one', { maxRetries: 0 });
    shop.platform.fault({ operation: 'config.get', status: 503, times: 1 });

    await expect(client.config.get()).rejects.toMatchObject({ code: 'service_unavailable' });

    expect((await client.config.get()).mode).toBe('test');
  });

  test('is refused where it is not what the contract describes', async () => {
    const shop = openShop();
    const { client } = shop.open();
    shop.platform.fault({ operation: 'config.get', body: '{"organizationId":"org_1"}', times: 1 });

    await expect(client.config.get()).rejects.toMatchObject({ code: 'invalid_response' });
  });
});

describe('beacon.track without an organizationId', () => {
  const event = { eventName: 'pageView', pagePath: '/drops/aurora' } as const;
  const bodies = async (shop: ReturnType<typeof openShop>): Promise<unknown[]> =>
    Promise.all(
      shop.sent
        .filter(({ line }) => line.startsWith('POST /events'))
        .map(({ request }) => request.clone().json() as Promise<unknown>),
    );

  test('learns it from the platform, once', async () => {
    const shop = openShop();
    const { client } = shop.open();
    const { id } = shop.platform.world.organizations[0];

    await client.beacon.track(event);
    await client.beacon.trackBatch([event, { ...event, organizationId: id }]);

    expect(await bodies(shop)).toEqual([
      expect.objectContaining({ ...event, organizationId: id }),
      [expect.objectContaining({ organizationId: id }), expect.objectContaining({ organizationId: id })],
    ]);
    expect(shop.count(/^GET \/config$/)).toBe(1);
  });

  test('asks nobody where the event or the client says it', async () => {
    const shop = openShop();
    const { id } = shop.platform.world.organizations[0];

    await shop.open().client.beacon.track({ ...event, organizationId: id });
    await shop.open('two', { organizationId: id }).client.beacon.track(event);

    expect(await bodies(shop)).toEqual(Array(2).fill(expect.objectContaining({ organizationId: id })));
    expect(shop.count(/^GET \/config$/)).toBe(0);
  });

  test('keeps the time at which it happened while it asks', async () => {
    const shop = openShop();
    const { client } = shop.open();
    const at = new Date(shop.platform.clock.now()).toISOString();
    shop.platform.fault({ operation: 'config.get', latencyMs: 3_000, times: 1 });
    shop.holding = 1;
    const told = client.beacon.track(event);

    await shop.settle();
    await shop.platform.clock.advance(3_000);
    await told;

    expect(await bodies(shop)).toEqual([expect.objectContaining({ eventTimestamp: at })]);
  });

  test('says what is missing where the platform does not tell', async () => {
    const platform = createMockPlatform({ profile: 'hosted' });
    const client = new FanfareClient({
      publishableKey: 'pk_test_aurora_mock',
      baseUrl: platform.origin,
      profile: 'hosted',
      store: 'memory',
      fetch: (input, init) => platform.fetch(input as Request, init),
    });

    const refusal = expect(client.beacon.track(event)).rejects;

    await refusal.toMatchObject({ name: 'RequestError', code: 'invalid_request' });
    await expect(client.beacon.track(event)).rejects.toThrow('needs an organizationId');
    await expect(client.config.get()).rejects.toMatchObject({ code: 'not_found' });
  });
});
