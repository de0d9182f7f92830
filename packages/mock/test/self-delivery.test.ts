import { startMockServer, type MockServer } from '@fanfare/mock/server';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { adminOf, told } from './support/admin-of.js';
import { openShop } from './support/open-shop.js';

let server: MockServer;

beforeEach(async () => {
  server = await startMockServer({ settings: { allowLoopbackWebhooks: true } });
});
afterEach(() => server.close());

it('H6: a merchant cannot have the platform deliver to its own control surface', async () => {
  const admin = adminOf(openShop({ platform: server.platform }));
  const endpoint = (url: string) => admin.post('/webhooks', { url, events: ['*'] });
  const { port } = new URL(server.url);
  const made = await endpoint(`http://127.0.0.1:${Number(port) === 1 ? 2 : 1}/hooks`);

  const refused = [
    await endpoint(`${server.url}/__mock/reset`),
    await endpoint(`http://localhost:${port}/__mock/reset`),
    await admin.patch(`/webhooks/${String(made.body['id'])}`, { url: `${server.url}/__mock/reset` }),
  ];

  expect(made.status).toBe(200);
  expect(refused.map(told)).toEqual(Array(3).fill([400, 'validation_error']));
  expect(() =>
    server.platform.addWebhookEndpoint({
      organizationId: server.platform.world.organizations[0].id,
      url: server.url,
    }),
  ).toThrow('the platform itself');
});

it('H6: the control surface takes no delivery, from wherever it comes', async () => {
  const headers = { 'user-agent': 'Fanfare-Webhooks/1.0' };

  const answer = await fetch(`${server.url}/__mock/reset`, { method: 'POST', headers });

  expect([answer.status, await answer.json()]).toMatchObject([403, { error: 'forbidden' }]);
});
