import { describe, expect, test } from 'vitest';
import { startBrowser } from './support/browser.js';
import { refusal } from './support/rotating-server.js';
import { seeded } from './support/virtual-time.js';

const hour = 3_600_000;

describe('another consumer signs in', () => {
  test('in one tab: all tabs are theirs, and calls in flight abort with session_replaced', async () => {
    const browser = startBrowser();
    const [first, second] = [browser.open(), browser.open()];
    await browser.time.until(first.session.signIn(browser.server.signIn('ann')));
    await browser.time.until(second.session.restore());
    const calls = [first, second].map(({ session }) =>
      session.guard(() => new Promise<never>(() => undefined)).catch((error: { code: string }) => error.code),
    );

    const bob = browser.server.signIn('bob', 'authenticated');
    await browser.time.until(first.session.signIn(bob));
    await browser.time.advance(50);

    expect(await Promise.all(calls)).toEqual(['session_replaced', 'session_replaced']);
    for (const { session, heard } of [first, second]) {
      expect(session.state).toMatchObject({ status: 'authenticated', consumer: { consumerId: 'bob' } });
      expect(await session.getAccessToken()).toBe(bob.accessToken);
      expect(heard).toContainEqual({ name: 'ended', payload: { reason: 'replaced' } });
    }
  });

  test('during a refresh of the one before: their tokens are revoked, never stored', async () => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = seeded(seed);
      const browser = startBrowser({ seed });
      const tabs = [0, 1].map(() => browser.open({ refreshInBackground: false }));
      const ann = browser.server.signIn('ann');
      await browser.time.until(tabs[0]!.session.signIn(ann));
      await browser.time.until(tabs[1]!.session.restore());
      await browser.time.advance(2 * hour);

      const call = tabs[0]!.session.getAccessToken().catch((error: { code: string }) => error.code);
      await browser.time.advance(random() * 90);
      const bob = browser.server.signIn('bob');
      await browser.time.until(tabs[seed % 2]!.session.signIn(bob));
      await browser.time.until(call);
      await browser.time.advance(10_000);

      expect(browser.store.record).toMatchObject({ kind: 'live', accessToken: bob.accessToken });
      for (const { session } of tabs) expect(await session.getAccessToken()).toBe(bob.accessToken);
    }
  }, 30_000);

  test('a replay after a 401 never happens with their token', async () => {
    const browser = startBrowser();
    const { session } = browser.open();
    await browser.time.until(session.signIn(browser.server.signIn('ann')));
    const used: string[] = [];
    const call = session.guard(async (token) => {
      used.push(browser.server.call(token));
      await session.signIn(browser.server.signIn('bob'));
      browser.server.invalidate(token);
      return browser.server.call(token);
    });

    await expect(browser.time.until(call)).rejects.toMatchObject({ code: 'session_replaced' });
    expect(used).toEqual(['ann']);
  });

  test('after the clock was set back by a day: they are the later one all the same', async () => {
    const browser = startBrowser();
    const [first, second] = [browser.open(), browser.open()];
    await browser.time.until(first.session.signIn(browser.server.signIn('ann')));
    await browser.time.until(second.session.restore());
    const epochs = [first.session.state.epoch];
    first.session.on('change', ({ epoch }) => epochs.push(epoch));

    browser.device.skewMs = -24 * hour;
    await browser.time.until(first.session.signIn(browser.server.signIn('bob')));
    await browser.time.advance(50);

    expect(second.session.state.consumer?.consumerId).toBe('bob');
    expect(epochs).toEqual([...epochs].sort((one, other) => one - other));
    expect(new Set(epochs).size).toBeGreaterThan(1);
  });

  test('both tabs sign somebody in at once: all end up with the same one', async () => {
    for (let seed = 1; seed <= 200; seed++) {
      const browser = startBrowser({ seed });
      const tabs = [browser.open(), browser.open(), browser.open()];
      await browser.time.until(Promise.all(tabs.map(({ session }) => session.restore())));

      await browser.time.until(
        Promise.allSettled([
          tabs[0]!.session.signIn(browser.server.signIn('ann')),
          tabs[1]!.session.signIn(browser.server.signIn('bob')),
        ]),
      );
      await browser.time.advance(100);

      const ids = tabs.map(({ session }) => session.state.consumer?.consumerId);
      expect(new Set(ids).size).toBe(1);
      expect(ids[0]).toMatch(/ann|bob/);
    }
  });
});

describe('C5: an upgrade of the same consumer', () => {
  test('swaps the tokens and lets calls in flight finish, replaying them with the new ones', async () => {
    const browser = startBrowser();
    const { session, heard } = browser.open();
    const guest = browser.server.signIn('ann', 'guest');
    await browser.time.until(session.signIn(guest));
    const before = session.state.epoch;
    let isUpgraded = false;
    const call = session.guard(async (token) => {
      if (!isUpgraded) {
        isUpgraded = true;
        browser.server.revokeFamily(guest.refreshToken); // the old id dies at once
        browser.server.invalidate(token);
        await session.signIn(browser.server.signIn('ann', 'authenticated'));
        throw refusal('token_expired');
      }
      return browser.server.call(token);
    });

    expect(await browser.time.until(call)).toBe('ann');
    expect(session.state).toMatchObject({ consumer: { type: 'authenticated' } });
    expect(session.state.epoch).toBeGreaterThan(before);
    expect(browser.server.refreshes).toHaveLength(0);
    expect(heard.filter(({ name }) => name === 'ended')).toEqual([]);
  });

  test('a session planted before the sign-in is gone after it', async () => {
    const browser = startBrowser();
    const planted = browser.open();
    await browser.time.until(planted.session.signIn(browser.server.signIn('mallory')));
    const { session } = browser.open();
    await browser.time.until(session.restore());

    const own = browser.server.signIn('ann', 'authenticated');
    await browser.time.until(session.signIn(own));

    expect(JSON.stringify(browser.store.record)).not.toContain('mallory');
    expect(await session.getAccessToken()).toBe(own.accessToken);
  });
});
