import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startMockServer, type MockServer } from '@fanfare/mock/server';
import { FanfareServer } from '@fanfare/node';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { shopApp } from '../backend/app.ts';

const merchantPassword = 'correct horse';
let mock: MockServer;
let server: Server;
let shop: string;

beforeEach(async () => {
  mock = await startMockServer();
  const [organization] = mock.platform.world.organizations;
  const app = shopApp({
    secretKey: organization.keys.test.secret,
    webhookSecret: `whsec_${'s'.repeat(32)}`,
    publishableKey: organization.keys.test.publishable,
    baseUrl: mock.url,
    browserBaseUrl: undefined,
    organizationId: organization.id,
    experienceId: organization.experience.id,
    queueId: organization.queue.id,
    productId: organization.product.id,
    variantId: organization.variant.id,
    price: organization.variant.price,
    shopUrl: 'http://127.0.0.1:4173/',
    merchantPassword,
    port: 0,
  });
  await new Promise<void>((resolve) => {
    server = app.listen(0, '127.0.0.1', () => resolve());
  });
  shop = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await mock.close();
  vi.restoreAllMocks();
});

/** A shopper who was admitted, with a token and a grant. */
async function admitted(): Promise<{ token: string; consumerId: string; grant: string }> {
  const [{ keys, queue, id }] = mock.platform.world.organizations;
  const page = async (path: string, token?: string): Promise<Record<string, unknown>> => {
    const bearer = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const headers = { 'x-publishable-key': keys.test.publishable, ...bearer };
    const answer = await fetch(`${mock.url}/consumer/api${path}`, { method: 'POST', headers });
    return (await answer.json()) as Record<string, unknown>;
  };
  const { accessToken, session } = await page('/auth/guest');
  const token = String(accessToken);
  const { consumerId } = session as { consumerId: string };
  await page(`/queues/${queue.id}/enter`, token);
  const fanfare = new FanfareServer({
    secretKey: keys.test.secret,
    baseUrl: mock.url,
    organizationId: id,
  });
  const state = await fanfare.queues.admit(queue.id, consumerId);
  return { token, consumerId, grant: state.status === 'GRANTED' ? state.admissionGrant : '' };
}

async function buy(
  body: unknown,
  token?: string,
): Promise<{ status: number; answer: Record<string, unknown> }> {
  const response = await fetch(`${shop}/api/checkout`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
}

const merchant = { authorization: `Basic ${Buffer.from(`merchant:${merchantPassword}`).toString('base64')}` };

describe('who asks for a checkout', () => {
  it.each([
    [undefined, 'unauthorized'],
    ['', 'unauthorized'],
    ['nonsense', 'invalid_token'],
    ['eyJhbGciOiJub25lIn0.e30.', 'invalid_token'],
    [`eyJhbGciOiJFZERTQSJ9.${'A'.repeat(5_000)}.A`, 'invalid_token'],
  ])('is answered 401 with the token %j', async (token, code) => {
    const { status, answer } = await buy({ grant: 'grant_x', till: 'own' }, token);

    expect([status, answer['error']]).toEqual([401, code]);
  });

  it('is answered 503 while the platform is away: signing in again would not help', async () => {
    const print = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { token, grant } = await admitted();
    await mock.close();

    const { status, answer } = await buy({ grant, till: 'own' }, token);

    expect([status, answer['error']]).toEqual([503, 'unavailable']);
    expect(JSON.stringify([answer, print.mock.calls])).not.toContain(grant);
  });

  it('is answered 503 when the platform refuses the key of the shop itself', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { token, grant } = await admitted();
    mock.platform.fault({ operation: 'admissions.validate', code: 'key_revoked' });

    expect((await buy({ grant, till: 'own' }, token)).status).toBe(503);
  });
});

describe('what a checkout may say', () => {
  it.each([
    '{',
    '[]',
    'null',
    '{}',
    { grant: 'grant_x' },
    { grant: 7, till: 'own' },
    { grant: '', till: 'own' },
    { grant: 'grant_x', till: 'free' },
    { grant: ['grant_x'], till: 'own' },
  ])('is refused with 400: %j', async (body) => {
    const { token } = await admitted();
    const { status, answer } = await buy(body, token);

    expect([status, answer['error']]).toEqual([400, 'invalid_request']);
  });

  it('leads back to the shop, wherever the page asks to go', async () => {
    const { token, grant } = await admitted();

    const evil = 'https://evil.example/';
    const { answer } = await buy({ grant, till: 'hosted', returnUrl: evil, successUrl: evil }, token);

    const page = await (await fetch(String(answer['checkoutUrl']))).text();
    expect(page).not.toContain('evil.example');
    const paid = await fetch(String(answer['checkoutUrl']), {
      method: 'POST',
      body: new URLSearchParams({ action: 'pay' }),
      redirect: 'manual',
    });
    expect(paid.headers.get('location')).toBe(`http://127.0.0.1:4173/?order=${String(answer['orderId'])}`);
  });

  it('cannot name another line: its grants are for something else', async () => {
    const { token } = await admitted();
    const { status, answer } = await buy(
      { grant: 'grant_of_another_line', till: 'own', queueId: 'queue_borealis' },
      token,
    );

    expect([status, answer['error']]).toEqual([403, 'grant_invalid']);
    expect(mock.platform.requests.at(-1)?.path).toContain('/queues/queue_aurora/validate');
  });
});

describe('the list of orders', () => {
  it.each(['/merchant', '/merchant/', '/merchant/orders.json', '/MERCHANT'])(
    'is for the merchant only: %s',
    async (path) => {
      const stranger = await fetch(shop + path);
      const guess = await fetch(shop + path, { headers: { authorization: 'Basic bWVyY2hhbnQ6' } });

      expect([stranger.status, guess.status]).toEqual([401, 401]);
      expect((await fetch(shop + path, { headers: merchant })).status).toBe(200);
    },
  );

  it('a shopper sees their own orders only', async () => {
    const [ann, bob] = [await admitted(), await admitted()];
    await buy({ grant: ann.grant, till: 'own' }, ann.token);

    const orders = async (token: string): Promise<unknown[]> => {
      const answer = await fetch(`${shop}/api/orders`, { headers: { authorization: `Bearer ${token}` } });
      return ((await answer.json()) as { orders: unknown[] }).orders;
    };
    expect(await orders(ann.token)).toMatchObject([{ consumerId: ann.consumerId, status: 'pending' }]);
    expect(await orders(bob.token)).toEqual([]);
  });
});

describe('a platform that hiccups between two steps of a purchase', () => {
  it.each(['own', 'hosted'])(
    'does not cost the shopper the turn at the %s till: the same press goes on',
    async (till) => {
      vi.spyOn(console, 'error').mockImplementation(() => undefined);
      const { token, grant } = await admitted();
      const operation = till === 'own' ? 'admissions.complete' : 'checkout.create';
      const healthy = mock.platform.fault({ operation, code: 'internal_error' });

      const failed = await buy({ grant, till }, token);
      healthy();
      const pressedAgain = await buy({ grant, till }, token);
      const pressedTwice = await buy({ grant, till }, token);

      expect(failed.status).toBe(503);
      expect(pressedAgain.status).toBe(200);
      expect(pressedTwice.answer['orderId']).toBe(pressedAgain.answer['orderId']);
    },
  );
});
