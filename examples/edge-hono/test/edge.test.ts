import { startMockServer, type MockServer } from '@fanfare/mock/server';
import { createTestWebhook } from '@fanfare/node/webhooks';
import { webhookEventSamples } from '@fanfare/contract/webhooks';
import type { Hono } from 'hono';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { shopApp } from '../app.ts';

const secret = 'whsec_of_the_example_with_hono';
let mock: MockServer;
let app: Hono;

beforeEach(async () => {
  mock = await startMockServer();
  const [shop] = mock.platform.world.organizations;
  app = shopApp({
    FANFARE_SECRET_KEY: shop.keys.test.secret,
    FANFARE_ORGANIZATION_ID: shop.id,
    FANFARE_URL: mock.url,
    FANFARE_WEBHOOK_SECRET: secret,
  });
});
afterEach(() => mock.close());

async function admitted(): Promise<{
  readonly token: string;
  readonly grant: string;
  readonly queueId: string;
}> {
  const [{ keys, queue }] = mock.platform.world.organizations;
  const call = async (path: string, token?: string): Promise<Record<string, unknown>> => {
    const bearer = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const answer = await fetch(`${mock.url}/consumer/api/${path}`, {
      method: 'POST',
      headers: { 'x-publishable-key': keys.test.publishable, ...bearer },
    });
    return (await answer.json()) as Record<string, unknown>;
  };
  const { accessToken } = await call('auth/guest');
  await call(`queues/${queue.id}/enter`, String(accessToken));
  await mock.platform.clock.advance('1m');
  const answer = await fetch(`${mock.url}/consumer/api/queues/${queue.id}/status`, {
    headers: { 'x-publishable-key': keys.test.publishable, authorization: `Bearer ${String(accessToken)}` },
  });
  const { admissionGrant } = (await answer.json()) as { readonly admissionGrant: string };
  return { token: String(accessToken), grant: admissionGrant, queueId: queue.id };
}

const checkout = (token: string, body: object): Response | Promise<Response> =>
  app.request('/api/checkout', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

it('lets a shopper with a grant check out, once', async () => {
  const { token, ...body } = await admitted();

  const first = await checkout(token, body);
  const second = await checkout(token, body);

  expect(first.status).toBe(200);
  expect([second.status, await second.json()]).toEqual([403, { error: 'grant_used' }]);
});

it('lets nobody in with the grant of somebody else, or without a token', async () => {
  const { grant, queueId } = await admitted();
  const thief = await admitted();

  expect((await checkout(thief.token, { grant, queueId })).status).toBe(403);
  expect((await checkout('', { grant, queueId })).status).toBe(401);
});

it('lets nobody in while the platform cannot be asked', async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  const { token, ...body } = await admitted();
  mock.platform.fault({ operation: 'admissions.validate', status: 503 });

  expect((await checkout(token, body)).status).toBe(503);
});

it('takes a webhook that the platform signed, and no other', async () => {
  vi.spyOn(console, 'log').mockReturnValue();
  const data = webhookEventSamples['order.completed'];
  const deliver = (signedWith: string): Response | Promise<Response> =>
    app.request(
      createTestWebhook({ type: 'order.completed', data, secret: signedWith }).request(
        'http://localhost/webhooks',
      ),
    );

  expect((await deliver(secret)).status).toBe(200);
  expect((await deliver('whsec_of_somebody_else')).status).toBe(401);
});
