import { describe, expect, test } from 'vitest';
import { startBrowser } from './support/browser.js';

const hour = 3_600_000;
const day = 24 * hour;
const skews = [-day, -2 * hour, 2 * hour, day];

describe('B13: a device whose clock is wrong', () => {
  test.each(skews)('by %i ms: no refresh in twenty calls, one per life', async (skewMs) => {
    const browser = startBrowser();
    browser.device.skewMs = skewMs;
    const { session } = browser.open({ refreshInBackground: false });
    await browser.time.until(session.signIn(browser.server.signIn()));

    for (let call = 0; call < 20; call++) {
      browser.server.call(await session.getAccessToken());
      await browser.time.advance(60_000);
    }
    expect(browser.server.refreshes).toHaveLength(0);

    await browser.time.advance(hour);
    browser.server.call(await browser.time.until(session.getAccessToken()));
    expect(browser.server.refreshes).toHaveLength(1);
  });

  test.each(skews)(
    'set by %i ms in mid-session: at most one refresh too many, in three tabs',
    async (jumpMs) => {
      const browser = startBrowser();
      const tabs = [0, 1, 2].map(() => browser.open({ refreshInBackground: false }));
      await browser.time.until(tabs[0]!.session.signIn(browser.server.signIn()));
      await browser.time.until(Promise.all(tabs.map(({ session }) => session.restore())));
      await browser.time.advance(60_000);

      browser.device.skewMs += jumpMs;
      for (let call = 0; call < 20; call++) {
        for (const { session } of tabs) {
          browser.server.call(await browser.time.until(session.getAccessToken()));
        }
        await browser.time.advance(1_000);
      }

      expect(browser.server.refreshes.length).toBeLessThanOrEqual(1);
      expect(browser.server.reuses).toBe(0);

      await browser.time.advance(hour);
      for (const { session } of tabs) {
        browser.server.call(await browser.time.until(session.getAccessToken()));
      }
    },
  );

  test.each(skews)('set by %i ms between two visits: at most one refresh', async (jumpMs) => {
    const browser = startBrowser();
    const first = browser.open({ refreshInBackground: false });
    await browser.time.until(first.session.signIn(browser.server.signIn()));
    browser.kill(first);
    browser.device.skewMs += jumpMs;
    await browser.time.advance(50 * 60_000);

    const second = browser.open({ refreshInBackground: false });
    for (let call = 0; call < 20; call++) {
      browser.server.call(await browser.time.until(second.session.getAccessToken()));
    }

    expect(browser.server.refreshes.length).toBeLessThanOrEqual(1);
    await browser.time.advance(15 * 60_000); // the first token is over now, whatever the clock says
    browser.server.call(await browser.time.until(second.session.getAccessToken()));
  });
});

test('B13: three hours of sleep cost one refresh, and no expired token is handed out', async () => {
  const browser = startBrowser();
  const { session } = browser.open();
  await browser.time.until(session.signIn(browser.server.signIn()));
  browser.device.sleptMs += 3 * hour; // the monotonic clock stood still, timers too
  browser.device.skewMs = 3 * hour;
  browser.server.accessTtlMs = hour;

  const token = await browser.time.until(session.getAccessToken());
  for (let call = 0; call < 20; call++) expect(await session.getAccessToken()).toBe(token);

  expect(browser.server.refreshes).toHaveLength(1);
});

test('a clock that stands on an earlier hour than the true one is corrected by a 401', async () => {
  const browser = startBrowser();
  const first = browser.open({ refreshInBackground: false });
  await browser.time.until(first.session.signIn(browser.server.signIn()));
  browser.kill(first);
  await browser.time.advance(2 * hour);
  browser.device.skewMs = -1.5 * hour; // the token looks half an hour old

  const second = browser.open({ refreshInBackground: false });
  const consumer = await browser.time.until(
    second.session.guard(async (token) => browser.server.call(token)),
  );

  expect(consumer).toBe('consumer-1');
  expect(browser.server.refreshes).toHaveLength(1);
});

test('a token of sixty days is refreshed once in sixty days', async () => {
  const browser = startBrowser();
  browser.server.accessTtlMs = 60 * day;
  const { session } = browser.open();
  await browser.time.until(session.signIn(browser.server.signIn()));

  await browser.time.advance(40 * day);
  expect(browser.server.refreshes).toHaveLength(0);
  await browser.time.advance(20 * day);
  expect(browser.server.refreshes).toHaveLength(1);
});

test('a crowd that signed in together refreshes spread over minutes', async () => {
  const browser = startBrowser();
  const moments: number[] = [];
  const start = browser.time.now();
  for (let shopper = 0; shopper < 60; shopper++) {
    const { session } = browser.open({ namespace: `shopper-${shopper}`, store: undefined as never });
    await browser.time.until(session.signIn(browser.server.signIn(`consumer-${shopper}`)));
  }
  await browser.time.advance(hour);
  for (const { at } of browser.server.refreshes) moments.push((at - start) / 60_000);

  expect(moments).toHaveLength(60);
  expect(Math.min(...moments)).toBeGreaterThanOrEqual(44);
  expect(Math.max(...moments)).toBeLessThanOrEqual(58);
  const perMinute = new Map<number, number>();
  for (const moment of moments)
    perMinute.set(Math.floor(moment), (perMinute.get(Math.floor(moment)) ?? 0) + 1);
  expect(Math.max(...perMinute.values())).toBeLessThanOrEqual(15);
});
