import { FanfareClient } from '@fanfare/browser';
import { operationList } from '@fanfare/contract/operations';
import { startMockServer, type MockServer } from '@fanfare/mock/server';
import { FanfareServer } from '@fanfare/node';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWalker } from '../../packages/mock/test/support/walk/walker.js';
import { startValidatingProxy, type ValidatingProxy } from '../src/contract/validating-proxy.ts';

let mock: MockServer;
let proxy: ValidatingProxy;
let server: FanfareServer;
let before = 0;

beforeAll(async () => {
  mock = await startMockServer();
  proxy = await startValidatingProxy(mock.url);
  server = new FanfareServer({ secretKey: shop().keys.test.secret, baseUrl: proxy.url });
});
beforeEach(() => {
  before = proxy.exchanges.length;
});
afterAll(() => Promise.all([proxy.close(), mock.close()]));

const shop = () => mock.platform.world.organizations[0];
const page = (): FanfareClient =>
  new FanfareClient({ publishableKey: shop().keys.test.publishable, baseUrl: proxy.url, store: 'memory' });

/** What an independent reader of the OpenAPI document found wrong since the test began. */
function violations(): readonly string[] {
  const passed = proxy.exchanges.slice(before);
  expect(passed.length).toBeGreaterThan(0);
  return passed.flatMap(({ request, answer }) => [...request, ...answer]);
}

describe('F1, F12: what the SDKs and the platform say to each other fits the OpenAPI document', () => {
  it('while a shopper signs in, queues, and buys by way of the merchant', async () => {
    const client = page();
    await client.auth.guest();
    await client.experiences.get(shop().experience.id);
    await client.queues.get(shop().queue.id);
    await client.queues.enter(shop().queue.id);
    await client.auth.requestOtp({ email: 'ada@example.com' });
    const code = mock.platform.otpFor('ada@example.com') ?? '';
    const { consumer } = await client.auth.verifyOtp({ email: 'ada@example.com', code });
    const consumerId = consumer?.consumerId ?? '';
    const admitted = await server.queues.admit(shop().queue.id, consumerId);
    const token = 'admissionGrant' in admitted ? admitted.admissionGrant : '';
    await client.queues.status(shop().queue.id);
    await client.consumers.me();

    const checkout = await server.checkout.create({
      admissionToken: token,
      distributionId: shop().queue.id,
      productId: shop().product.id,
      variantId: shop().variant.id,
      quantity: 1,
      currencyCode: shop().currencyCode,
      successUrl: 'https://shop.example/done',
      cancelUrl: 'https://shop.example/cart',
    });
    await server.consumers.get(consumerId);
    await client.auth.logout();

    expect(checkout.orderId).toMatch(/./);
    expect(violations()).toEqual([]);
  });

  it('while a journey leads from nothing to a grant', async () => {
    shop().queue.admitRate = 6_000;
    const client = page();
    await client.auth.guest();
    const journey = client.journeys.get(shop().experience.id);

    await journey.enter();
    await vi.waitFor(() => expect(journey.view).toMatchObject({ phase: 'granted' }), {
      timeout: 20_000,
      interval: 50,
    });
    client.destroy();

    expect(violations()).toEqual([]);
  });

  it('while a merchant sets up a sale', async () => {
    const { admin } = server;
    const name = 'A sale';
    const experience = await admin.experiences.create({
      name,
      timeZone: 'Europe/Berlin',
    });
    const sequence = await admin.sequences.create({ experienceId: experience.id, name, priority: 1 });
    const queue = await admin.queues.create({ sequenceId: sequence.id, name, admitRate: 60 });
    await admin.queues.update(queue.id, { admitRate: 120 });
    for await (const each of admin.queues.list({ sequenceId: sequence.id })) expect(each.id).toBe(queue.id);
    await admin.queues.archive(queue.id);
    await admin.experiences.get(experience.id);

    expect(violations()).toEqual([]);
  });

  it('while both are refused', async () => {
    const client = page();
    await client.auth.guest();
    await expect(client.queues.get('queue_of_nobody')).rejects.toMatchObject({ code: 'not_found' });
    await expect(server.admin.queues.get('queue_of_nobody')).rejects.toMatchObject({ code: 'not_found' });

    expect(violations()).toEqual([]);
  });
});

describe('F12: a walk over all operations', () => {
  const rounds = Number(process.env['FANFARE_WALK_ROUNDS'] ?? 2);

  it(
    'gets no answer that is not described, and no consent to a request that is wrong',
    { timeout: 600_000 },
    async () => {
      const platform = { ...mock.platform, origin: proxy.url, fetch: globalThis.fetch };
      const walker = createWalker({ platform, organization: mock.platform.world.organizations[1] });
      for (let round = 0; round < rounds; round += 1) for (const row of operationList) await walker.take(row);

      const passed = proxy.exchanges.slice(before);

      expect(passed.flatMap(({ answer }) => answer)).toEqual([]);
      expect(passed.filter(({ request, status }) => request.length > 0 && status < 400)).toEqual([]);
      expect([...proxy.operations].sort()).toEqual(operationList.map(({ id }) => id).sort());
      expect(mock.platform.defects).toEqual([]);
    },
  );
});
