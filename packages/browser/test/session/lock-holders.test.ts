import { describe, expect, test } from 'vitest';
import { startBrowser } from './support/browser.js';
import type { Browser, SessionTab } from './support/browser.js';

const hour = 3_600_000;

async function expiredTabs(browser: Browser, count: number, given = {}): Promise<SessionTab[]> {
  const tabs = Array.from({ length: count }, () => browser.open({ refreshInBackground: false, ...given }));
  await browser.time.until(tabs[0]!.session.signIn(browser.server.signIn()));
  await browser.time.until(Promise.all(tabs.map(({ session }) => session.restore())));
  await browser.time.advance(2 * hour);
  return tabs;
}

describe.each([
  { with: 'Web Locks', given: {} },
  { with: 'a lease', given: { locks: null } },
])('S12 with $with', ({ given }) => {
  test('a frozen holder costs the others at most two seconds and its own leeway', async () => {
    const browser = startBrowser({ leewayMs: 10_000 });
    const [holder, other] = await expiredTabs(browser, 2, given);
    const frozen = holder!.session.getAccessToken();
    await browser.time.advance(40); // its request has arrived; the answer will not get in
    holder!.freeze();
    const before = browser.time.now();

    const token = await browser.time.until(other!.session.getAccessToken());

    expect(browser.time.now() - before).toBeLessThanOrEqual(2_000);
    expect(browser.server.call(token)).toBe('consumer-1');
    expect(browser.server.reuses).toBe(0);

    holder!.thaw();
    expect(await browser.time.until(frozen)).toBe(token);
    expect(browser.server.isAlive(token)).toBe(true);
  });

  test('a holder that freezes after it said that it lives is noticed well inside the leeway', async () => {
    const browser = startBrowser({ leewayMs: 10_000 });
    browser.server.latencyMs = () => 2_000;
    const [holder, other] = await expiredTabs(browser, 2, given);
    holder!.session.getAccessToken().catch(() => undefined);
    await browser.time.advance(100);
    const sent = browser.time.now();
    const waiting = other!.session.getAccessToken();
    await browser.time.advance(400); // it has asked, and was told that the holder lives
    holder!.freeze();

    const token = await browser.time.until(waiting);

    expect(browser.time.now() - sent).toBeLessThanOrEqual(8_000);
    expect(browser.server.call(token)).toBe('consumer-1');
    expect(browser.server.reuses).toBe(0);
  });

  test('seven tabs behind a frozen holder send one request together', async () => {
    const browser = startBrowser({ leewayMs: 10_000 });
    const [holder, ...others] = await expiredTabs(browser, 8, given);
    holder!.session.getAccessToken().catch(() => undefined);
    await browser.time.advance(40);
    holder!.freeze();

    const tokens = await browser.time.until(
      Promise.all(others.map(({ session }) => session.getAccessToken())),
    );

    expect(new Set(tokens).size).toBe(1);
    expect(browser.server.refreshes).toHaveLength(2);
  });

  test('a slow holder that answers is waited for', async () => {
    const browser = startBrowser();
    browser.server.latencyMs = () => 7_000;
    const [holder, ...others] = await expiredTabs(browser, 4, given);

    const all = Promise.all([holder!, ...others].map(({ session }) => session.getAccessToken()));
    const tokens = await browser.time.until(all);

    expect(new Set(tokens).size).toBe(1);
    expect(browser.server.refreshes).toHaveLength(1);
    expect(browser.server.reuses).toBe(0);
  });

  test('a slow holder answers a tab that comes later', async () => {
    const browser = startBrowser();
    browser.server.latencyMs = () => 7_000;
    const [holder, late] = await expiredTabs(browser, 2, given);
    const first = holder!.session.getAccessToken();
    await browser.time.advance(1_000);

    const token = await browser.time.until(late!.session.getAccessToken());
    await browser.time.advance(10_000);

    expect(token).toBe(await first);
    expect(browser.server.refreshes).toHaveLength(1);
    expect(browser.server.reuses).toBe(0);
  });
});

test('a holder frozen at any moment before it sends looks again before it sends', async () => {
  let frozenBefore = 0;
  for (let at = 0; at < 40; at += 0.5) {
    const browser = startBrowser({ seed: 1 + at * 2 }); // strict: a spent token would end the session
    const [holder, other] = await expiredTabs(browser, 2);
    const late = holder!.session.getAccessToken();
    await browser.time.advance(at);
    holder!.freeze();
    await browser.time.advance(100);
    if (browser.server.refreshes.length > 0) continue; // it was on its way already
    frozenBefore += 1;

    const token = await browser.time.until(other!.session.getAccessToken());
    await browser.time.advance(60_000);
    holder!.thaw();

    expect(await browser.time.until(late)).toBe(token);
    expect(browser.server.refreshes).toHaveLength(1);
    expect(browser.server.reuses).toBe(0);
  }
  expect(frozenBefore).toBeGreaterThan(20);
});

test('a tab that was frozen while its answer came takes the answer, not its own deadline', async () => {
  for (let at = 1; at < 60; at += 2) {
    const browser = startBrowser({ seed: at }); // strict: the answer comes once
    const [tab] = await expiredTabs(browser, 1);
    const call = tab!.session.getAccessToken();
    await browser.time.advance(at);
    tab!.freeze();
    await browser.time.advance(hour / 2);
    tab!.thaw();

    browser.server.call(await browser.time.until(call));
    expect(browser.server.refreshes.length).toBeLessThanOrEqual(2);
    expect(browser.server.reuses).toBe(0);
    expect(tab!.heard.filter(({ name }) => name === 'degraded')).toEqual([]);
  }
});

test('a tab that is killed while it holds the lock keeps nobody', async () => {
  const browser = startBrowser({ leewayMs: 10_000 });
  const [holder, other] = await expiredTabs(browser, 2);
  holder!.session.getAccessToken().catch(() => undefined);
  await browser.time.advance(40);
  browser.kill(holder!);

  const before = browser.time.now();
  const token = await browser.time.until(other!.session.getAccessToken());

  expect(browser.time.now() - before).toBeLessThan(500);
  expect(browser.server.isAlive(token)).toBe(true);
});

test('a lease that a killed tab left behind runs out', async () => {
  const browser = startBrowser({ leewayMs: 60_000 });
  const [holder, other] = await expiredTabs(browser, 2, { locks: null });
  holder!.session.getAccessToken().catch(() => undefined);
  await browser.time.advance(40);
  browser.kill(holder!);
  expect(browser.store.record).toHaveProperty('lease');
  await browser.time.advance(15_000);
  const before = browser.time.now();

  browser.server.call(await browser.time.until(other!.session.getAccessToken()));

  expect(browser.time.now() - before).toBeLessThan(500);
  expect(browser.store.record).not.toHaveProperty('lease');
});

test('a lock manager that throws, or never answers, does not stop anybody', async () => {
  for (const request of [
    () => Promise.reject(new DOMException('denied', 'SecurityError')),
    () => new Promise<never>(() => undefined),
  ]) {
    const browser = startBrowser();
    const [tab] = await expiredTabs(browser, 1, { locks: { request } });
    const before = browser.time.now();

    const token = await browser.time.until(tab!.session.getAccessToken());

    expect(browser.server.call(token)).toBe('consumer-1');
    expect(browser.time.now() - before).toBeLessThan(4_000);
    expect(browser.server.refreshes).toHaveLength(1);
  }
});

test('without a channel a holder is given the time of one exchange', async () => {
  const browser = startBrowser();
  browser.server.latencyMs = () => 6_000;
  const tabs = await expiredTabs(browser, 3, { channel: null });

  const tokens = await browser.time.until(Promise.all(tabs.map(({ session }) => session.getAccessToken())));

  expect(new Set(tokens).size).toBe(1);
  expect(browser.server.refreshes).toHaveLength(1);
});

test('the lock is not held beyond the exchange, and never for listeners', async () => {
  const browser = startBrowser();
  const [tab] = await expiredTabs(browser, 1);
  const held: (readonly string[])[] = [];
  tab!.session.on('refreshed', () => {
    // A listener that calls everything must not meet a lock that waits for it.
    void tab!.session.restore();
    void tab!.session.getAccessToken();
    tab!.session.refresh('another').catch(() => undefined);
  });

  await browser.time.until(tab!.session.getAccessToken());
  await browser.time.advance(100);
  held.push(browser.locks.held);

  expect(held).toEqual([[]]);
  expect(browser.server.refreshes).toHaveLength(1);
});
