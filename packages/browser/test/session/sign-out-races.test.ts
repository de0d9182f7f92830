import { describe, expect, test } from 'vitest';
import { startBrowser } from './support/browser.js';
import { seeded } from './support/virtual-time.js';

const hour = 3_600_000;

describe('S11: signing out during a refresh', () => {
  test('1,000 interleavings leave no token behind, here, in other tabs, or in the store', async () => {
    for (let seed = 1; seed <= 1_000; seed++) {
      const random = seeded(seed);
      const browser = startBrowser({ seed });
      const tabs = [0, 1].map(() => browser.open({ refreshInBackground: false }));
      const [refreshing, leaving] = seed % 2 === 0 ? tabs : [tabs[0]!, tabs[0]!];
      await browser.time.until(tabs[0]!.session.signIn(browser.server.signIn()));
      await browser.time.until(tabs[1]!.session.restore());
      await browser.time.advance(2 * hour);

      const call = refreshing!.session.getAccessToken().catch((error: { code: string }) => error.code);
      await browser.time.advance(random() * 90);
      const logout = leaving!.session.logout();
      const before = browser.time.now();
      await browser.time.until(logout);
      expect(browser.time.now() - before).toBeLessThanOrEqual(50);
      const outcome = await browser.time.until(call);
      await browser.time.advance(10_000);

      expect(browser.store.record?.kind).toBe('ended');
      for (const { session } of tabs) {
        expect(session.state).toMatchObject({ signedIn: false, status: 'signed_out', reason: 'logout' });
        await expect(session.getAccessToken()).rejects.toMatchObject({ code: 'not_authenticated' });
      }
      expect(browser.server.revoked.length).toBeGreaterThan(0);
      for (const { refreshToken } of browser.server.refreshes) {
        expect(browser.server.isAlive(refreshToken)).toBe(false);
      }
      if (outcome !== 'not_authenticated') expect(browser.server.isAlive(outcome)).toBe(false);

      const reloaded = browser.open();
      expect((await browser.time.until(reloaded.session.restore())).signedIn).toBe(false);
    }
  }, 60_000);

  test('a success that comes after the sign-out is revoked', async () => {
    const browser = startBrowser();
    const { session } = browser.open({ refreshInBackground: false });
    await browser.time.until(session.signIn(browser.server.signIn()));
    await browser.time.advance(2 * hour);
    browser.server.latencyMs = () => 2_000;
    session.getAccessToken().catch(() => undefined);
    await browser.time.advance(1_500);

    await browser.time.until(session.logout());
    await browser.time.advance(5_000);

    expect(browser.server.revoked).toHaveLength(2); // the session that was left, and the late pair
    expect(new Set(browser.server.revoked).size).toBe(2);
  });

  test('a refusal that comes after another sign-in ends nothing', async () => {
    const browser = startBrowser();
    const { session } = browser.open({ refreshInBackground: false });
    const old = browser.server.signIn('consumer-1');
    await browser.time.until(session.signIn(old));
    await browser.time.advance(2 * hour);
    browser.server.latencyMs = () => 2_000;
    browser.server.revokeFamily(old.refreshToken);
    session.getAccessToken().catch(() => undefined);
    await browser.time.advance(500);

    const next = browser.server.signIn('consumer-2');
    await browser.time.until(session.signIn(next));
    await browser.time.advance(10_000);

    expect(session.state).toMatchObject({ signedIn: true, consumer: { consumerId: 'consumer-2' } });
    expect(await session.getAccessToken()).toBe(next.accessToken);
    expect(browser.store.record).toMatchObject({ kind: 'live', accessToken: next.accessToken });
  });
});

describe('C3: logout', () => {
  test('of one consumer leaves another one alone who signs in elsewhere at the same moment', async () => {
    for (let seed = 1; seed <= 200; seed++) {
      const random = seeded(seed);
      const browser = startBrowser({ seed });
      const [leaving, coming] = [browser.open(), browser.open()];
      await browser.time.until(leaving.session.signIn(browser.server.signIn('ann')));
      await browser.time.until(coming.session.restore());
      const bob = browser.server.signIn('bob');

      const signIn = coming.session.signIn(bob);
      await browser.time.advance(random() * 30);
      const wasAnn = leaving.session.state.consumer?.consumerId === 'ann';
      const logout = leaving.session.logout();
      await browser.time.until(Promise.allSettled([signIn, logout]));
      await browser.time.advance(200);

      expect(browser.store.record?.kind).toBe(wasAnn ? 'live' : 'ended');
      for (const { session } of [leaving, coming]) {
        expect(session.state.consumer?.consumerId).toBe(wasAnn ? 'bob' : undefined);
      }
    }
  });

  test('in the moment of a sign-in keeps it out of the store altogether', async () => {
    const browser = startBrowser();
    const written: string[] = [];
    const tab = browser.open({
      store: {
        read: async () => null,
        write: async ({ kind }) => {
          written.push(kind);
          return true;
        },
      },
    });
    await browser.time.until(tab.session.restore());

    const signIn = tab.session.signIn(browser.server.signIn());
    const refused = expect(signIn).rejects.toMatchObject({ code: 'not_authenticated' });
    await browser.time.until(tab.session.logout());

    await refused;
    expect(written).toEqual(['ended']);
  });

  test('clears here and in the other tabs within 50 ms, although the platform cannot be reached', async () => {
    for (const trouble of ['offline', 'hang'] as const) {
      const browser = startBrowser();
      const tabs = [0, 1, 2].map(() => browser.open());
      await browser.time.until(tabs[0]!.session.signIn(browser.server.signIn()));
      await browser.time.until(Promise.all(tabs.map(({ session }) => session.restore())));
      browser.server.always = trouble;

      const done = tabs[1]!.session.logout();
      await browser.time.advance(50);
      await done;

      for (const { session, heard } of tabs) {
        expect(session.state).toMatchObject({ signedIn: false, reason: 'logout' });
        expect(heard.filter(({ name }) => name === 'ended')).toHaveLength(1);
      }
      expect(JSON.stringify(browser.store.record)).not.toMatch(/eyJ|refresh-token|beacon/);
      await browser.time.advance(60_000);
      expect(browser.time.pending).toBe(0);
    }
  });

  test('reaches a tab that was frozen when it wakes', async () => {
    const browser = startBrowser();
    const [first, second] = [browser.open(), browser.open()];
    await browser.time.until(first.session.signIn(browser.server.signIn()));
    await browser.time.until(second.session.restore());
    second.fire('pagehide'); // into the back/forward cache: its channel is closed
    second.freeze();

    await browser.time.until(first.session.logout());
    await browser.time.advance(1_000);
    second.thaw();
    second.fire('pageshow');
    await browser.time.advance(50);

    expect(second.session.state).toMatchObject({ signedIn: false, reason: 'logout' });
  });

  test('aborts calls in flight', async () => {
    const browser = startBrowser();
    const { session } = browser.open();
    await browser.time.until(session.signIn(browser.server.signIn()));
    let call: Promise<unknown> = Promise.resolve();
    const signal = await new Promise<AbortSignal>((resolve) => {
      call = session.guard((_token, given) => {
        resolve(given);
        return new Promise(() => undefined);
      });
    });
    const failed = expect(call).rejects.toMatchObject({ code: 'not_authenticated' });

    await browser.time.until(session.logout());

    await failed;
    expect(signal.aborted).toBe(true);
  });

  test('of nobody does nothing', async () => {
    const browser = startBrowser();
    const { session, heard } = browser.open();

    await browser.time.until(session.logout());

    expect(session.state.status).toBe('anonymous');
    expect(heard.filter(({ name }) => name === 'ended')).toEqual([]);
    expect(browser.store.record).toBeNull();
  });
});
