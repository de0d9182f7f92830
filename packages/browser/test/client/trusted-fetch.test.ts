import { describe, expect, test } from 'vitest';
import type { FanfareClient } from '../../src/index.js';
import { signIn } from '../support/authenticator.js';
import { openShop } from '../support/shop.js';

interface Backend {
  readonly client: FanfareClient;
  readonly asked: Request[];
}

/** A client whose other requests go to a backend of the merchant. */
async function withBackend(answer: () => Response = () => Response.json({ ok: true })): Promise<Backend> {
  const shop = openShop();
  const asked: Request[] = [];
  const { client } = shop.open('tab', {
    trustedOrigins: ['https://shop.example'],
    fetch: (input, init) => {
      const request = new Request(input, init);
      if (request.url.startsWith(shop.platform.origin)) return shop.platform.fetch(request);
      asked.push(request);
      return Promise.resolve(answer());
    },
  });
  return { client, asked };
}

test('brings the access token to a trusted origin, and keeps what the caller gave', async () => {
  const { client, asked } = await withBackend();
  await client.auth.guest();

  const response = await client.fetch('https://shop.example/api/orders?page=2', {
    method: 'POST',
    headers: { 'x-mine': '1', authorization: 'Bearer mine' },
    body: 'x',
  });

  expect(await response.json()).toEqual({ ok: true });
  expect(asked[0]?.headers.get('authorization')).toMatch(/^Bearer eyJ/);
  expect(asked[0]?.headers.get('x-mine')).toBe('1');
  expect(asked[0]?.method).toBe('POST');
});

test.each([
  'https://shop.example.evil.example/api',
  'https://shop.example:8443/api',
  'http://shop.example/api',
  'https://evil.example/?https://shop.example',
  'https://shop.example@evil.example/',
  'data:text/plain,x',
])('B15: refuses %s before anything is sent', async (url) => {
  const { client, asked } = await withBackend();
  await client.auth.guest();

  await expect(client.fetch(url)).rejects.toMatchObject({ code: 'invalid_request' });

  expect(asked).toEqual([]);
});

test('B15: follows no redirect', async () => {
  const { client, asked } = await withBackend(
    () => new Response(null, { status: 307, headers: { location: 'https://evil.example' } }),
  );
  await client.auth.guest();

  await expect(client.fetch('https://shop.example/api')).rejects.toMatchObject({ code: 'redirect_refused' });

  expect(asked.map(({ redirect }) => redirect)).toEqual(['manual']);
});

test('hands on whatever the backend answers, and sends once', async () => {
  const { client, asked } = await withBackend(() => new Response('no', { status: 500 }));
  await client.auth.guest();

  const response = await client.fetch('https://shop.example/api');

  expect(response.status).toBe(500);
  expect(asked.length).toBe(1);
});

test('needs a session', async () => {
  const { client, asked } = await withBackend();

  await expect(client.fetch('https://shop.example/api')).rejects.toMatchObject({ code: 'not_authenticated' });
  await expect(client.fetch('/api')).rejects.toMatchObject({ code: 'invalid_request' }); // no page to be relative to

  expect(asked).toEqual([]);
});

test('an abort of the caller ends an answer that is still arriving', async () => {
  const { client, asked } = await withBackend(() => new Response(new ReadableStream()));
  await client.auth.guest();
  const caller = new AbortController();

  const response = await client.fetch('https://shop.example/api/feed', { signal: caller.signal });
  caller.abort();

  expect(response.ok).toBe(true);
  expect(asked[0]?.signal.aborted).toBe(true);
});

test('refuses what is not an address before anything is sent', async () => {
  const { client, asked } = await withBackend();
  await client.auth.guest();

  const refused = client.fetch(new Request('https://shop.example/api') as never);

  await expect(refused).rejects.toMatchObject({ code: 'invalid_request' });
  expect(asked).toEqual([]);
});

describe('C1: an answer of the backend that is still arriving', () => {
  /** Fetches an answer of which only the beginning has come. */
  async function half() {
    const shop = openShop();
    const arriving = new TransformStream<Uint8Array, Uint8Array>();
    const writer = arriving.writable.getWriter();
    const options = {
      trustedOrigins: ['https://shop.example'],
      // As a browser does: the answer breaks off, with the reason, when its signal is aborted.
      fetch: (async (input, init) => {
        const request = new Request(input, init);
        if (request.url.startsWith(shop.platform.origin)) return shop.fetchFrom('tab')(request);
        const { signal } = init ?? {};
        signal?.addEventListener('abort', () => void writer.abort(signal.reason).catch(() => undefined));
        return new Response(arriving.readable);
      }) satisfies typeof fetch as typeof fetch,
    };
    const { client } = shop.open('tab', options);
    const { client: other } = shop.open('other');
    await signIn(shop, { client, email: 'ada@example.com' });
    await other.auth.restore();
    const response = await client.fetch('https://shop.example/api/orders');
    const reader = response.body!.getReader();
    void writer.write(new TextEncoder().encode('the orders of one'));
    const first = await reader.read();
    expect(new TextDecoder().decode(first.value)).toBe('the orders of one');
    const next = reader.read().then(
      ({ value }) => new TextDecoder().decode(value),
      (error: unknown) => (error as { code?: string }).code ?? String(error),
    );
    return { shop, client, other, writer, next };
  }
  const text = new TextEncoder().encode('more of one');

  test('breaks off with session_replaced when another shopper signs in, in another tab', async () => {
    const { shop, other, next, writer } = await half();
    await signIn(shop, { client: other, email: 'bob@example.com' });
    await shop.settle();
    void writer.write(text).catch(() => undefined);

    expect(await next).toBe('session_replaced');
  });

  test('breaks off when the shopper signs out, and when the client is destroyed', async () => {
    const leaving = await half();
    await leaving.client.auth.logout();
    expect(await leaving.next).toBe('not_authenticated');

    const ending = await half();
    ending.client.destroy();
    expect(await ending.next).toBe('destroyed');
  });

  test('goes on over a refresh, and arrives whole', async () => {
    const { shop, client, next, writer } = await half();
    await shop.pass(4_000_000);
    await client.consumers.me();
    void writer.write(text);

    expect(await next).toBe('more of one');
    expect(shop.count(/auth\/refresh/)).toBeGreaterThan(0);
  });
});

test('F9: where signals cannot be joined by the browser, a thousand calls leave no listener behind', async () => {
  const { client } = await withBackend();
  await client.auth.guest();
  const listeners = new Map<EventTarget, number>();
  const count = (by: number) =>
    function (this: EventTarget): void {
      if (this instanceof AbortSignal) listeners.set(this, (listeners.get(this) ?? 0) + by);
    };
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const { any } = AbortSignal;
  Reflect.deleteProperty(AbortSignal, 'any');
  EventTarget.prototype.addEventListener = function (...args) {
    count(1).call(this);
    addEventListener.apply(this, args);
  };
  EventTarget.prototype.removeEventListener = function (...args) {
    count(-1).call(this);
    removeEventListener.apply(this, args);
  };
  try {
    for (let call = 0; call < 1_000; call += 1) await client.fetch('https://shop.example/api');
  } finally {
    Object.assign(AbortSignal, { any });
    Object.assign(EventTarget.prototype, { addEventListener, removeEventListener });
  }

  expect(Math.max(...listeners.values())).toBeLessThan(50);
});
