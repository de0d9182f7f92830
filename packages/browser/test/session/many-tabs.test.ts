import { describe, expect, test } from 'vitest';
import { startBrowser } from './support/browser.js';
import type { Browser, SessionTab } from './support/browser.js';
import { seeded } from './support/virtual-time.js';

const hour = 3_600_000;

async function openTabs(browser: Browser, count: number): Promise<SessionTab[]> {
  const tabs = Array.from({ length: count }, () => browser.open({ refreshInBackground: false }));
  await browser.time.until(tabs[0]!.session.signIn(browser.server.signIn()));
  await browser.time.until(Promise.all(tabs.map(({ session }) => session.restore())));
  return tabs;
}

describe.each([
  { tabs: 2, rounds: 40 },
  { tabs: 4, rounds: 60 },
  { tabs: 8, rounds: 30 },
])('B5: $tabs tabs × 25 calls, $rounds rounds, strict server', ({ tabs: count, rounds }) => {
  test.each([{ locks: 'Web Locks' }, { locks: 'a lease' }])(
    'one refresh a round with $locks',
    async ({ locks }) => {
      const browser = startBrowser({ seed: count });
      const random = seeded(count);
      const given = locks === 'a lease' ? { locks: null } : {};
      const tabs = Array.from({ length: count }, () =>
        browser.open({ refreshInBackground: false, ...given }),
      );
      await browser.time.until(tabs[0]!.session.signIn(browser.server.signIn()));
      await browser.time.until(Promise.all(tabs.map(({ session }) => session.restore())));
      browser.server.latencyMs = () => 5 + random() * 200;

      for (let round = 1; round <= rounds; round++) {
        await browser.time.advance(hour + 1);
        const calls = tabs.flatMap(({ session }) =>
          Array.from({ length: 25 }, async () => {
            await new Promise<void>((go) => void browser.time.at(browser.time.now() + random() * 30, go));
            return browser.server.call(await session.getAccessToken());
          }),
        );

        await browser.time.until(Promise.all(calls));

        expect(browser.server.refreshes).toHaveLength(round);
        expect(browser.server.reuses).toBe(0);
      }
      expect(tabs.every(({ session }) => session.state.status === 'authenticated')).toBe(true);
    },
  );
});

test('S14: two sessions in one page cost one refresh', async () => {
  const browser = startBrowser();
  const [page] = await openTabs(browser, 1);
  const twin = browser.open({ refreshInBackground: false });
  await browser.time.until(twin.session.restore());
  await browser.time.advance(2 * hour);

  const tokens = await browser.time.until(
    Promise.all([page!.session.getAccessToken(), twin.session.getAccessToken()]),
  );

  expect(tokens[0]).toBe(tokens[1]);
  expect(browser.server.refreshes).toHaveLength(1);
});

test('a refresh in one tab is news in the others, which then ask for nothing', async () => {
  const browser = startBrowser();
  const [first, second] = await openTabs(browser, 2);
  await browser.time.advance(2 * hour);

  const token = await browser.time.until(first!.session.getAccessToken());
  await browser.time.advance(50);

  expect(second!.heard).toContainEqual({ name: 'refreshed', payload: { by: 'another-tab' } });
  expect(await second!.session.getAccessToken()).toBe(token);
  expect(browser.server.refreshes).toHaveLength(1);
});

test('no message between tabs carries a token', async () => {
  const browser = startBrowser();
  const [first] = await openTabs(browser, 3);
  await browser.time.advance(2 * hour);
  await browser.time.until(first!.session.getAccessToken());
  await browser.time.until(first!.session.logout());
  await browser.time.advance(100);

  const said = JSON.stringify(browser.channels.log);

  expect(browser.channels.log.length).toBeGreaterThan(2);
  for (const { refreshToken } of browser.server.refreshes) expect(said).not.toContain(refreshToken);
  expect(said).not.toMatch(/eyJ|refresh-token|beacon/);
});
