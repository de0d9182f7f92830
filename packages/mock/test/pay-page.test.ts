import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { admitted } from './support/admitted.js';
import { checkOut, urls } from './support/check-out.js';
import { openShop, type TestShop } from './support/open-shop.js';

interface Checkout {
  readonly url: string;
  readonly orderId: string;
  status(): Promise<unknown>;
}

async function ordered(shop: TestShop): Promise<Checkout> {
  const ann = await admitted(shop);
  const { body } = await checkOut(shop, ann.grant);
  return {
    url: String(body['checkoutUrl']),
    orderId: String(body['orderId']),
    status: async () => (await ann.call('GET', `/queues/${shop.queueId}/status`)).body['status'],
  };
}

function press(shop: TestShop, url: string, action: string): Promise<Response> {
  return shop.platform.fetch(new Request(url, { method: 'POST', body: new URLSearchParams({ action }) }));
}

function look(shop: TestShop, url: string): Promise<Response> {
  return shop.platform.fetch(new Request(url));
}

describe('the payment page', () => {
  it('shows shop, product and amount', async () => {
    const shop = openShop();
    const { url, orderId } = await ordered(shop);

    const response = await look(shop, url);
    const page = await response.text();

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    for (const shown of ['Aurora Sneakers', 'Aurora One', '€149.00', orderId, '10:15 UTC']) {
      expect(page).toContain(shown);
    }
    expect(page).toContain('<html lang="en">');
  });

  it('loads nothing, runs nothing, and may only send its form to itself and the shop', async () => {
    const shop = openShop();
    const { url } = await ordered(shop);

    const response = await look(shop, url);
    const page = await response.text();

    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(response.headers.get('content-security-policy')?.split('; ')).toEqual([
      "default-src 'none'",
      `style-src 'sha256-${hash}'`,
      "form-action 'self' https://shop.example.com",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ]);
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|\son\w+=|\sstyle=/i);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('pays, completes the admission, and sends the shopper back with the order', async () => {
    const shop = openShop();
    const { url, orderId, status } = await ordered(shop);
    expect(await status()).toBe('GRANTED');

    const response = await press(shop, url, 'pay');

    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe(`${urls.successUrl}&order=${orderId}`);
    expect(await status()).toBe('COMPLETED');
    expect(await (await look(shop, url)).text()).toContain('this order is paid');
    expect(shop.platform.defects).toEqual([]);
  });

  it('takes a double click for one payment', async () => {
    const shop = openShop({ deliver: () => Promise.resolve(new Response(null, { status: 204 })) });
    const organizationId = shop.organization.id;
    const events = ['order.completed'];
    shop.platform.addWebhookEndpoint({ organizationId, url: 'https://shop.example.com/hooks', events });
    const { url } = await ordered(shop);

    const clicks = await Promise.all([press(shop, url, 'pay'), press(shop, url, 'pay')]);

    expect(clicks.map((click) => click.status)).toEqual([303, 303]);
    expect(shop.platform.deliveries).toHaveLength(1);
    expect((await press(shop, url, 'cancel')).status).toBe(409);
  });

  it('cancels and sends the shopper back to the cart', async () => {
    const shop = openShop();
    const { url, status } = await ordered(shop);

    const response = await press(shop, url, 'cancel');

    expect([response.status, response.headers.get('location')]).toEqual([303, urls.cancelUrl]);
    expect(await status()).toBe('LEFT');
    expect((await press(shop, url, 'pay')).status).toBe(409);
    expect(await (await look(shop, url)).text()).toContain('was cancelled');
  });

  it('does not take money after the deadline', async () => {
    const shop = openShop();
    const { url, status } = await ordered(shop);
    await shop.platform.clock.advance('15m');

    const response = await press(shop, url, 'pay');

    expect(response.status).toBe(409);
    expect(await response.text()).toContain('The time to pay is over');
    expect(await status()).toBe('DENIED');
  });

  it('ends after half an hour where the admission itself does not end', async () => {
    const shop = openShop();
    shop.organization.queue.admissionExpirationSeconds = null;
    const { url, status } = await ordered(shop);

    await shop.platform.clock.advance('29m59s');
    expect((await look(shop, url)).status).toBe(200);
    expect(await status()).toBe('GRANTED');
    await shop.platform.clock.advance('1s');
    expect(await status()).toBe('DENIED');
    expect((await press(shop, url, 'pay')).status).toBe(409);
  });

  it.each([
    ['an unknown order', 'GET', '/__mock/pay/ord_nowhere', undefined, 404],
    ['an unknown action', 'POST', undefined, 'steal', 400],
  ])('refuses %s', async (_, method, path, action, status) => {
    const shop = openShop();
    const { url } = await ordered(shop);
    const to = path === undefined ? url : `${shop.platform.origin}${path}`;
    const body = action === undefined ? null : new URLSearchParams({ action });

    const response = await shop.platform.fetch(new Request(to, { method, body }));

    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('text/html');
  });

  it('G10: shows what merchants write as text, never as HTML', async () => {
    const shop = openShop();
    const ann = await admitted(shop);
    const cancelUrl = 'https://shop.example.com/cart?a="><script>alert(1)</script>';
    const { body } = await checkOut(shop, ann.grant, { cancelUrl });
    const url = String(body['checkoutUrl']);
    await press(shop, url, 'cancel');

    expect(await (await look(shop, url)).text()).not.toContain('<script>');
  });
});
