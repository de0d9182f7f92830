import { describe, expect, test } from 'vitest';
import { startBrowser } from './support/browser.js';

const hour = 3_600_000;

describe('a visible page', () => {
  test('refreshes ahead of need, in the last quarter of the life', async () => {
    const browser = startBrowser();
    const { session } = browser.open();
    await browser.time.until(session.signIn(browser.server.signIn()));

    await browser.time.advance(0.75 * hour - 1_000);
    expect(browser.server.refreshes).toHaveLength(0);
    await browser.time.advance(0.21 * hour);
    expect(browser.server.refreshes).toHaveLength(1);
    browser.server.call(await session.getAccessToken());
  });

  test('with four tabs open makes one such refresh, not four', async () => {
    const browser = startBrowser();
    const tabs = [0, 1, 2, 3].map(() => browser.open());
    await browser.time.until(tabs[0]!.session.signIn(browser.server.signIn()));
    await browser.time.until(Promise.all(tabs.map(({ session }) => session.restore())));

    await browser.time.advance(10 * hour);

    expect(browser.server.refreshes.length).toBeGreaterThanOrEqual(10);
    expect(browser.server.refreshes.length).toBeLessThanOrEqual(14);
    expect(browser.server.reuses).toBe(0);
  });

  test('with a life of a second does not storm', async () => {
    const browser = startBrowser();
    browser.server.accessTtlMs = 1_000;
    const { session } = browser.open();
    await browser.time.until(session.signIn(browser.server.signIn()));

    await browser.time.advance(60_000);

    expect(browser.server.refreshes.length).toBeLessThanOrEqual(12);
  });
});

describe('a hidden page', () => {
  test('sends nothing, and has a fresh token one round trip after it is shown', async () => {
    const browser = startBrowser();
    const tab = browser.open();
    await browser.time.until(tab.session.signIn(browser.server.signIn()));
    tab.hide();
    await browser.time.advance(5 * hour);
    expect(browser.server.refreshes).toHaveLength(0);
    expect(tab.timers).toBe(0);

    tab.show();
    await browser.time.advance(100);

    expect(browser.server.refreshes).toHaveLength(1);
    browser.server.call(await tab.session.getAccessToken());
  });

  test('refreshes when a call needs it', async () => {
    const browser = startBrowser();
    const tab = browser.open();
    await browser.time.until(tab.session.signIn(browser.server.signIn()));
    tab.hide();
    await browser.time.advance(5 * hour);

    browser.server.call(await browser.time.until(tab.session.getAccessToken()));
    expect(browser.server.refreshes).toHaveLength(1);
  });

  test('stays hidden when the network comes back: only the visible one asks', async () => {
    const browser = startBrowser();
    const tabs = [browser.open(), browser.open(), browser.open()];
    await browser.time.until(tabs[0]!.session.signIn(browser.server.signIn()));
    await browser.time.until(Promise.all(tabs.map(({ session }) => session.restore())));
    for (const tab of tabs) tab.hide();
    await browser.time.advance(2 * hour);

    for (const tab of tabs) tab.fire('online');
    await browser.time.advance(1_000);

    expect(browser.server.refreshes).toHaveLength(0);
  });
});

describe('the back/forward cache', () => {
  test('gets a page without an open channel and without timers', async () => {
    const browser = startBrowser();
    const tab = browser.open();
    await browser.time.until(tab.session.signIn(browser.server.signIn()));

    tab.fire('pagehide');

    expect(browser.channels.open).toBe(0);
    expect(tab.timers).toBe(0);
  });

  test('gives back a page that reads what happened meanwhile', async () => {
    const browser = startBrowser();
    const [cached, other] = [browser.open(), browser.open({ refreshInBackground: false })];
    await browser.time.until(cached.session.signIn(browser.server.signIn()));
    await browser.time.until(other.session.restore());
    cached.fire('pagehide');
    cached.freeze();
    await browser.time.advance(2 * hour);
    const token = await browser.time.until(other.session.getAccessToken());

    cached.thaw();
    cached.fire('pageshow');

    expect(await browser.time.until(cached.session.getAccessToken())).toBe(token);
    expect(browser.server.refreshes).toHaveLength(1);
    expect(browser.channels.open).toBe(2);
  });

  test('a paused session goes on with the next call', async () => {
    const browser = startBrowser();
    const tab = browser.open();
    const answer = browser.server.signIn();
    await browser.time.until(tab.session.signIn(answer));
    tab.session.pause();

    expect(await browser.time.until(tab.session.getAccessToken())).toBe(answer.accessToken);
    expect(browser.channels.open).toBe(1);
  });
});

test('a paused session learns with its next call what it missed', async () => {
  const browser = startBrowser();
  const [paused, other] = [browser.open(), browser.open()];
  await browser.time.until(paused.session.signIn(browser.server.signIn()));
  await browser.time.until(other.session.restore());
  paused.session.pause();
  await browser.time.until(other.session.logout());

  await expect(browser.time.until(paused.session.getAccessToken())).rejects.toMatchObject({
    code: 'not_authenticated',
  });
});

describe('what an application is shown', () => {
  test('C1: a change for every difference, and the same object while there is none', async () => {
    const browser = startBrowser();
    const tab = browser.open({ refreshInBackground: false });
    const seen: string[] = [];
    tab.session.on('change', ({ status }) => seen.push(status));
    await browser.time.until(tab.session.restore());
    await browser.time.until(tab.session.signIn(browser.server.signIn()));
    expect(tab.session.state).toBe(tab.session.state);

    browser.server.script.push('offline', 'offline');
    await browser.time.advance(0.97 * hour);
    await tab.session.getAccessToken(); // still good, and the refresh behind it fails
    await browser.time.advance(0.2 * hour);
    expect(tab.session.state.status).toBe('refreshing');
    await browser.time.until(tab.session.getAccessToken());
    await browser.time.until(tab.session.logout());

    expect(seen).toEqual(['anonymous', 'authenticated', 'refreshing', 'authenticated', 'signed_out']);
  });
});

test('a server that renders pages is left without timers and channels', async () => {
  const browser = startBrowser();
  const tab = browser.open({ page: null, channel: null });
  await browser.time.until(tab.session.signIn(browser.server.signIn()));

  expect(tab.timers).toBe(0);
});

describe('destroy()', () => {
  test('leaves nothing running, and every later call says so', async () => {
    const browser = startBrowser();
    const tab = browser.open();
    await browser.time.until(tab.session.signIn(browser.server.signIn()));
    tab.session.destroy();
    tab.session.destroy();

    expect(tab.timers + tab.listeners + browser.channels.open).toBe(0);
    for (const call of [
      () => tab.session.getAccessToken(),
      () => tab.session.refresh('x'),
      () => tab.session.guard(async () => 1),
      () => tab.session.signIn(browser.server.signIn()),
    ]) {
      await expect(call()).rejects.toMatchObject({ name: 'SessionError', code: 'destroyed' });
    }
    await tab.session.logout();
    expect(tab.timers + tab.listeners + browser.channels.open).toBe(0);
    expect(browser.store.record?.kind).toBe('live'); // the tokens stay for the next page
  });

  test('in the middle of a refresh frees its callers and the lock', async () => {
    const browser = startBrowser({ leewayMs: 10_000 });
    const [tab, other] = [
      browser.open({ refreshInBackground: false }),
      browser.open({ refreshInBackground: false }),
    ];
    await browser.time.until(tab.session.signIn(browser.server.signIn()));
    await browser.time.until(other.session.restore());
    await browser.time.advance(2 * hour);
    browser.server.script.push('hang-after');
    const call = tab.session.getAccessToken();
    const guarded = tab.session.guard(() => new Promise<never>(() => undefined));
    await browser.time.advance(60);

    tab.session.destroy();

    await expect(call).rejects.toMatchObject({ code: 'destroyed' });
    await expect(guarded).rejects.toMatchObject({ code: 'destroyed' });
    await browser.time.advance(50);
    expect(browser.locks.held).toEqual([]);
    expect(tab.timers).toBe(0);
    browser.server.call(await browser.time.until(other.session.getAccessToken()));
    expect(browser.server.reuses).toBe(0);
  });
});
