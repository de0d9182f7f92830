import { FanfareClient, memoryTokenStore } from '@fanfare/browser';
import { startMockServer, type MockServer } from '@fanfare/mock/server';
import type { Hono } from 'hono';
import { shopApp } from './app.ts';
import { fakeShopify, type FakeShopify } from './fake-shopify.ts';

/** The shop between a mock of the platform and something like Shopify, in one process. Nothing to copy. */
export interface Stage {
  readonly mock: MockServer;
  readonly shopify: FakeShopify;
  readonly app: Hono;
  /** Orders that the merchant is to refund, and why. */
  readonly strays: string[];
  /** A shopper who is admitted, and the grant. */
  readonly admitted: () => Promise<{ readonly fanfare: FanfareClient; readonly grant: string }>;
  readonly close: () => Promise<void>;
}

const shopUrl = 'https://shop.example';
const secret = 'shpss_0123456789abcdef0123456789abcdef';
const storefrontToken = 'shpat_of_the_example';

/** Opens it. */
export async function openStage(): Promise<Stage> {
  const mock = await startMockServer();
  const [{ id: organizationId, keys, queue }] = mock.platform.world.organizations;
  const shopify = fakeShopify({ secret, storefrontToken });
  const strays: string[] = [];
  const app = shopApp({
    ...{ secretKey: keys.test.secret, organizationId, queueId: queue.id, shopUrl, baseUrl: mock.url },
    shopify: {
      url: 'https://harbour.myshopify.com',
      storefrontToken,
      secret,
      variantId: 4711,
      fetch: shopify.fetch,
    },
    onStray: (orderId, why) => strays.push(`${orderId}: ${why}`),
  });
  const clients: FanfareClient[] = [];
  return {
    ...{ mock, shopify, app, strays },
    async admitted() {
      const fanfare = new FanfareClient({
        publishableKey: keys.test.publishable,
        baseUrl: mock.url,
        trustedOrigins: [shopUrl],
        store: memoryTokenStore(),
        fetch: async (input, init) => {
          const request = new Request(input, init);
          return request.url.startsWith(shopUrl) ? app.fetch(request) : fetch(request);
        },
      });
      clients.push(fanfare);
      await fanfare.auth.guest();
      await fanfare.queues.enter(queue.id);
      await mock.platform.clock.advance('1m');
      const state = await fanfare.queues.status(queue.id);
      if (state.status !== 'GRANTED') throw new Error(`Nobody was admitted: ${state.status}.`);
      return { fanfare, grant: state.admissionGrant };
    },
    async close() {
      for (const client of clients) client.destroy();
      await mock.close();
    },
  };
}
