import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTab } from '../src/tab.ts';
import { openWorld, type E2eWorld } from '../src/world.ts';

let world: E2eWorld;
beforeAll(async () => {
  world = await openWorld({ exposeHeaders: true }); // what is read here is headers
  const { settings } = world.mock.platform;
  settings.rateLimits = { ...settings.rateLimits, otpRequest: { scope: 'endpoint', perMinute: 1 } };
});
afterAll(() => world.close());

it('F4: a page of another origin reads how it stands with a limit', async () => {
  const context = await world.browser.newContext();
  const page = await openTab(context, world.page.origin, world.tabOptions);

  const refused = await page.evaluate(async () => {
    const request = () => globalThis.fanfare.auth.requestOtp({ email: 'ada@example.com' });
    await request();
    return request().then(
      () => 'sent',
      (error: Error & { toJSON(): object }) => error.toJSON(),
    );
  });
  const readable = await page.evaluate(async ({ baseUrl, publishableKey }) => {
    const headers = { 'x-publishable-key': publishableKey, 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify({ email: 'ada@example.com' }) };
    const answer = await fetch(`${baseUrl}/consumer/api/auth/otp/request`, init);
    return [answer.status, ...answer.headers.keys()];
  }, world.tabOptions);

  expect(refused).toMatchObject({
    name: 'RateLimitError',
    limit: 1,
    remaining: 0,
    scope: 'endpoint',
    resetAt: expect.any(Number) as number,
    retryAfterMs: expect.any(Number) as number,
  });
  expect(readable).toEqual(
    expect.arrayContaining([
      429,
      'retry-after',
      'x-ratelimit-limit',
      'x-ratelimit-remaining',
      'x-ratelimit-reset',
      'ratelimit',
      'ratelimit-policy',
    ]),
  );
  await context.close();
});

it('G3: no page shows an answer of the platform in a frame', async () => {
  const context = await world.browser.newContext();
  const page = await openTab(context, world.page.origin, world.tabOptions);

  for (const path of ['/__mock/health', '/consumer/api/openapi.json', '/__mock/pay/order_none']) {
    const shown = await page.evaluate(async (url) => {
      const frame = document.createElement('iframe');
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      frame.src = url;
      document.body.append(frame);
      await loaded;
      return frame.contentDocument === null ? 'of another origin' : 'ours';
    }, world.mock.url + path);
    const inner = page.frames().at(-1);

    expect(shown).toBe('of another origin');
    expect(inner?.url()).toMatch(/^chrome-error:/);
  }
  await context.close();
});
