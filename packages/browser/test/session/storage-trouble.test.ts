import { describe, expect, test } from 'vitest';
import { startBrowser } from './support/browser.js';

const hour = 3_600_000;
const troubles = ['throws', 'hangs', 'lies', 'throws-on-write'] as const;

describe.each(troubles)('a store that %s', (trouble) => {
  test('from the start: the session lives in memory, refreshes, ends', async () => {
    const browser = startBrowser();
    browser.store.trouble = trouble;
    const tab = browser.open({ refreshInBackground: false });
    await browser.time.until(tab.session.signIn(browser.server.signIn()));
    for (let round = 1; round <= 3; round++) {
      await browser.time.advance(hour + 1);
      browser.server.call(await browser.time.until(tab.session.getAccessToken()));
      expect(browser.server.refreshes).toHaveLength(round);
    }
    if (trouble !== 'lies') expect(tab.heard.some(({ name }) => name === 'degraded')).toBe(true);

    await browser.time.until(tab.session.logout());
    expect(tab.session.state).toMatchObject({ signedIn: false, reason: 'logout' });
  });

  test('in mid-session: nobody is signed out, and the store catches up when it is well', async () => {
    const browser = startBrowser();
    const tab = browser.open({ refreshInBackground: false });
    await browser.time.until(tab.session.signIn(browser.server.signIn()));
    await browser.time.advance(2 * hour);

    browser.store.trouble = trouble;
    browser.server.call(await browser.time.until(tab.session.getAccessToken()));
    await browser.time.advance(2 * hour);
    browser.server.call(await browser.time.until(tab.session.getAccessToken()));

    browser.store.trouble = 'none';
    await browser.time.advance(2 * hour);
    const token = await browser.time.until(tab.session.getAccessToken());
    expect(browser.store.record).toMatchObject({ kind: 'live', accessToken: token, generation: 3 });
    expect(browser.server.reuses).toBe(0);
    expect(tab.heard.filter(({ name }) => name === 'ended')).toEqual([]);
  });
});

test('a store that hangs holds a call for no longer than its timeout', async () => {
  const browser = startBrowser();
  const tab = browser.open({ refreshInBackground: false });
  await browser.time.until(tab.session.signIn(browser.server.signIn()));
  await browser.time.advance(2 * hour);
  browser.store.trouble = 'hangs';
  const before = browser.time.now();

  await browser.time.until(tab.session.getAccessToken());

  expect(browser.time.now() - before).toBeLessThan(2_200);
});

test.each([
  undefined,
  7,
  'text',
  {},
  { kind: 'live' },
  { kind: 'constructor' },
  { kind: 'live', consumer: null },
])(
  'a store of somebody’s own that returns %o is a store that fails, not the end of the page',
  async (nonsense) => {
    const browser = startBrowser();
    const store = { read: async () => nonsense as never, write: async () => true };
    const tab = browser.open({ store, refreshInBackground: false });
    await browser.time.until(tab.session.signIn(browser.server.signIn()));
    await browser.time.advance(2 * hour);

    browser.server.call(await browser.time.until(tab.session.getAccessToken()));
    expect(tab.heard.some(({ name }) => name === 'degraded')).toBe(true);
  },
);

test('a store that was emptied under an open page does not sign anybody out', async () => {
  const browser = startBrowser();
  const tab = browser.open({ refreshInBackground: false });
  await browser.time.until(tab.session.signIn(browser.server.signIn()));
  browser.store.record = null;
  tab.fire('pageshow');
  await browser.time.advance(2 * hour);

  const token = await browser.time.until(tab.session.getAccessToken());

  expect(browser.server.call(token)).toBe('consumer-1');
  expect(browser.store.record).toMatchObject({ kind: 'live', accessToken: token });
});

test('a tab that cannot read newer tokens holds back, instead of spending an old one', async () => {
  const browser = startBrowser(); // strict: a spent token ends the session
  const well = browser.open({ refreshInBackground: false });
  let isIll = false;
  const healthy = browser.store.forTab(well);
  const insist = (): void => {
    if (isIll) throw new DOMException('lost', 'UnknownError');
  };
  const ill = browser.open({
    refreshInBackground: false,
    store: {
      read: async () => (insist(), healthy.read()),
      write: async (record, expected) => (insist(), healthy.write(record, expected)),
    },
  });
  await browser.time.until(well.session.signIn(browser.server.signIn()));
  await browser.time.until(ill.session.restore());
  await browser.time.advance(2 * hour);

  isIll = true;
  const token = await browser.time.until(well.session.getAccessToken());
  await browser.time.advance(100);
  const held = browser.time.until(ill.session.getAccessToken());

  await expect(held).rejects.toMatchObject({ code: 'storage_unavailable', retryable: true });
  expect(browser.server.refreshes).toHaveLength(1);
  expect(browser.server.isAlive(token)).toBe(true);
  expect(ill.session.state.signedIn).toBe(true);

  isIll = false;
  await browser.time.advance(31_000);
  expect(await browser.time.until(ill.session.getAccessToken())).toBe(token);
});

test('a slow start of the store is not an end: the session is found when the store answers', async () => {
  const browser = startBrowser();
  const before = browser.open({ refreshInBackground: false });
  await browser.time.until(before.session.signIn(browser.server.signIn()));
  browser.kill(before);
  browser.store.trouble = 'hangs';
  const tab = browser.open({ refreshInBackground: false });
  await expect(browser.time.until(tab.session.getAccessToken())).rejects.toMatchObject({
    code: 'not_authenticated',
  });

  browser.store.trouble = 'none';
  await browser.time.advance(31_000);

  browser.server.call(await browser.time.until(tab.session.getAccessToken()));
});

test('C3: a logout while the store is left alone reaches it all the same', async () => {
  const browser = startBrowser();
  const tab = browser.open({ refreshInBackground: false });
  await browser.time.until(tab.session.signIn(browser.server.signIn()));
  browser.store.trouble = 'throws';
  tab.fire('pageshow');
  await browser.time.advance(100);
  browser.store.trouble = 'none';

  await browser.time.until(tab.session.logout());

  expect(browser.store.record).toMatchObject({ kind: 'ended', reason: 'logout' });
});

test('C3: a logout that could not be stored is stored when the store is well', async () => {
  const browser = startBrowser();
  const tab = browser.open({ refreshInBackground: false });
  await browser.time.until(tab.session.signIn(browser.server.signIn()));
  browser.store.trouble = 'throws';
  await browser.time.until(tab.session.logout());
  expect(browser.store.record).toMatchObject({ kind: 'live' });

  browser.store.trouble = 'none';
  await browser.time.advance(31_000);
  tab.fire('visible');
  await browser.time.advance(100);

  expect(browser.store.record).toMatchObject({ kind: 'ended' });
  expect(tab.session.state).toMatchObject({ signedIn: false, reason: 'logout' });
});

test('a pair that could not be stored is stored when the store is well, and survives a reload', async () => {
  const browser = startBrowser(); // strict: a spent token ends the session
  const tab = browser.open({ refreshInBackground: false });
  await browser.time.until(tab.session.signIn(browser.server.signIn()));
  await browser.time.advance(2 * hour);
  browser.store.trouble = 'throws-on-write';
  browser.server.call(await browser.time.until(tab.session.getAccessToken()));

  browser.store.trouble = 'none';
  await browser.time.advance(31_000);
  tab.fire('visible');
  await browser.time.advance(100);
  browser.kill(tab);
  const reloaded = browser.open({ refreshInBackground: false });

  browser.server.call(await browser.time.until(reloaded.session.getAccessToken()));
  expect(browser.server.reuses).toBe(0);
});

test('a store that stays ill says so once, not at every look', async () => {
  const browser = startBrowser();
  const tab = browser.open({ refreshInBackground: false });
  browser.store.trouble = 'throws';
  await browser.time.until(tab.session.signIn(browser.server.signIn()));
  for (let look = 0; look < 5; look += 1) {
    await browser.time.advance(31_000);
    tab.fire('visible');
    await browser.time.advance(100);
  }

  expect(tab.heard.filter(({ name }) => name === 'degraded')).toHaveLength(1);
});

test('another sign-in that could not be stored is stored when the store is well, and survives a reload', async () => {
  const browser = startBrowser();
  const tab = browser.open({ refreshInBackground: false });
  await browser.time.until(tab.session.signIn(browser.server.signIn('one')));
  browser.store.trouble = 'throws';
  await browser.time.until(tab.session.logout());
  await browser.time.until(tab.session.signIn(browser.server.signIn('two')));

  browser.store.trouble = 'none';
  await browser.time.advance(31_000);
  tab.fire('visible');
  await browser.time.advance(100);
  browser.kill(tab);
  const reloaded = browser.open({ refreshInBackground: false });

  expect(await browser.time.until(reloaded.session.restore())).toMatchObject({
    signedIn: true,
    consumer: { consumerId: 'two' },
  });
});
