// Runs the backend in Node beside a mock of the platform.
import { serve } from '@hono/node-server';
import { startMockServer } from '@fanfare/mock/server';
import { shopApp } from './app.ts';

const mock = await startMockServer();
const [shop] = mock.platform.world.organizations;
const FANFARE_WEBHOOK_SECRET = 'whsec_of_the_example_with_hono';
const app = shopApp({
  FANFARE_SECRET_KEY: shop.keys.test.secret,
  FANFARE_ORGANIZATION_ID: shop.id,
  FANFARE_URL: mock.url,
  FANFARE_WEBHOOK_SECRET,
});

const server = serve({ fetch: app.fetch, port: 8787, hostname: '127.0.0.1' }, ({ port }) => {
  const url = `http://127.0.0.1:${port}/webhooks`;
  mock.platform.addWebhookEndpoint({ organizationId: shop.id, url, secret: FANFARE_WEBHOOK_SECRET });
  console.log(
    `The backend is at http://127.0.0.1:${port}, the platform at ${mock.url} (watch ${mock.url}/__mock).`,
  );
  console.log(`An event, now: npx fanfare trigger order.completed --mock-url ${mock.url}`);
});
process.once('SIGINT', () => {
  server.close();
  void mock.close();
});
