import { FanfareClient, memoryTokenStore } from '@fanfare/browser';
import { startMockServer, type MockServer } from '@fanfare/mock/server';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { shopBackend } from '../backend.ts';
import { checkout } from '../src/checkout.ts';

const shopUrl = 'http://127.0.0.1:5180';
const clients: FanfareClient[] = [];
let mock: MockServer;

beforeEach(async () => {
  mock = await startMockServer();
});
afterEach(async () => {
  vi.unstubAllGlobals();
  for (const client of clients.splice(0)) client.destroy();
  await mock.close();
});

/** A shopper who is admitted, and whose page reaches the backend. */
async function admitted(): Promise<{ readonly fanfare: FanfareClient; readonly grant: string }> {
  const [{ id: organizationId, keys, queue }] = mock.platform.world.organizations;
  const settings = { organizationId, queueId: queue.id, shopUrl, baseUrl: mock.url };
  const backend = shopBackend({ secretKey: keys.test.secret, ...settings });
  const fanfare = new FanfareClient({
    publishableKey: keys.test.publishable,
    baseUrl: mock.url,
    trustedOrigins: [shopUrl],
    store: memoryTokenStore(),
    fetch: async (input, init) => {
      const request = new Request(input, init);
      return request.url.startsWith(shopUrl) ? backend.fetch(request) : fetch(request);
    },
  });
  clients.push(fanfare);
  await fanfare.auth.guest();
  await fanfare.queues.enter(queue.id);
  await mock.platform.clock.advance('1m');
  const state = await fanfare.queues.status(queue.id);
  if (state.status !== 'GRANTED') throw new Error(`Nobody was admitted: ${state.status}.`);
  vi.stubGlobal('location', { origin: shopUrl });
  return { fanfare, grant: state.admissionGrant };
}

it('sells for a grant, and keeps the turn when that fails half-way', async () => {
  const print = vi.spyOn(console, 'error').mockReturnValue();
  const { fanfare, grant } = await admitted();
  const undo = mock.platform.fault({ operation: 'admissions.complete', code: 'key_revoked' });
  await expect(checkout(fanfare, grant)).rejects.toThrow('HTTP 503'); // the grant is spent by now

  undo();
  await checkout(fanfare, grant);

  const [{ queue }] = mock.platform.world.organizations;
  expect((await fanfare.queues.status(queue.id)).status).toBe('COMPLETED');
  expect(JSON.stringify(print.mock.calls)).not.toContain(grant);
});

it('sells nothing for the grant of somebody else, and blames nobody for a key that is refused', async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  const { grant } = await admitted();
  const other = await admitted();
  await expect(checkout(other.fanfare, grant)).rejects.toThrow('HTTP 403');

  mock.platform.fault({ operation: 'admissions.validate', code: 'key_revoked' });
  await expect(checkout(other.fanfare, other.grant)).rejects.toThrow('HTTP 503');
});

it('asks who it is first', async () => {
  const [{ id: organizationId, keys, queue }] = mock.platform.world.organizations;
  const settings = { organizationId, queueId: queue.id, shopUrl, baseUrl: mock.url };
  const backend = shopBackend({ secretKey: keys.test.secret, ...settings });
  const ask = (authorization: string): Response | Promise<Response> =>
    backend.request('/api/checkout', { method: 'POST', headers: { authorization }, body: '{}' });

  expect((await ask('')).status).toBe(401);
  expect((await ask('Bearer nonsense')).status).toBe(401);
});
