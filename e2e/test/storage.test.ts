import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeClient } from '../src/tab.ts';
import { openWorld, type E2eWorld } from '../src/world.ts';

let world: E2eWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Everything that a page keeps, by name. What a database holds of a session that is over is the fact alone. */
async function kept(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const names = [...Object.keys(localStorage), ...Object.keys(sessionStorage)];
    if (document.cookie !== '') names.push(document.cookie);
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(`cannot open ${name}`));
      });
      for (const store of database.objectStoreNames) {
        const keys = await new Promise<IDBValidKey[]>((resolve, reject) => {
          const request = database.transaction(store).objectStore(store).getAllKeys();
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(new Error(`cannot read ${store}`));
        });
        names.push(...keys.map((key) => `${name}/${store}/${JSON.stringify(key)}`));
      }
      database.close();
    }
    return names;
  });
}

describe('B8: the session that the platform’s own SDK left, in a real Chromium', () => {
  it('is taken over, and nothing of it stays readable', async () => {
    const { context, tabs } = await world.openTabs(1);
    const tab = tabs[0]!;
    const { id } = world.mock.platform.world.organizations[0];
    const consumerId = await tab.evaluate(
      async ({ url, key, organizationId }) => {
        const answer = await fetch(`${url}/consumer/api/auth/guest`, {
          method: 'POST',
          headers: { 'x-publishable-key': key },
        });
        const { session, refreshToken } = (await answer.json()) as {
          session: { consumerId: string };
          refreshToken: string;
        };
        localStorage.setItem(`fanfare:${organizationId}:session`, JSON.stringify(session));
        localStorage.setItem(`fanfare:${organizationId}:refresh_token`, refreshToken);
        localStorage.setItem(`fanfare:${organizationId}:journeys`, '[]');
        return session.consumerId;
      },
      { url: world.tabOptions.baseUrl, key: world.tabOptions.publishableKey, organizationId: id },
    );
    const options = { ...world.tabOptions, organizationId: id };

    await tab.reload();
    await makeClient(tab, options);
    const view = await tab.evaluate(() => globalThis.fanfare.auth.guest());
    await tab.evaluate(() => globalThis.fanfare.consumers.me());
    await tab.reload();
    await makeClient(tab, options);
    const again = await tab.evaluate(() => globalThis.fanfare.auth.restore());

    expect([view.consumer?.consumerId, again.consumer?.consumerId]).toEqual([consumerId, consumerId]);
    expect(
      await tab.evaluate(() => Object.keys(localStorage).filter((name) => !name.includes(':device:'))),
    ).toEqual([]);
    await context.close();
  });
});

describe('C3: a sign-out', () => {
  it.each([
    ['a sign-out', 'logout'],
    ['the end of the account', 'erase'],
  ] as const)('leaves nothing here but the fact, in no storage: %s', async (_, how) => {
    const { context, tabs } = await world.openTabs(1);
    const tab = tabs[0]!;
    await tab.evaluate(() => globalThis.fanfare.auth.guest());
    await tab.evaluate(
      (id) => globalThis.fanfare.queues.enter(id),
      world.mock.platform.world.organizations[0].queue.id,
    );
    expect((await kept(tab)).filter((name) => name.includes(' dpop '))).toHaveLength(1);

    await tab.evaluate(async () => {
      await globalThis.fanfare.consent.update({ version: '1', analytics: false });
    });
    expect(await tab.evaluate(() => Object.keys(localStorage))).toContainEqual(
      expect.stringContaining('fanfare:consent:'),
    );

    await tab.evaluate(async (way) => {
      if (way === 'logout') await globalThis.fanfare.auth.logout();
      else await globalThis.fanfare.consumers.erase();
    }, how);

    await expect
      .poll(async () => (await kept(tab)).map((name) => name.replace(/ .*/, '').replace(/:pk_.*/, '')))
      .toEqual(['fanfare/keys/"pk_test_aurora_mock', 'fanfare/sessions/"pk_test_aurora_mock']);
    await context.close();
  });

  it('reaches the platform though the page is left in the same moment', async () => {
    const { context, tabs } = await world.openTabs(1);
    const tab = tabs[0]!;
    await tab.evaluate(() => globalThis.fanfare.auth.guest());
    world.mark();

    await tab.evaluate(() => {
      void globalThis.fanfare.auth.logout().then(() => location.assign('about:blank'));
    });

    await tab.waitForURL('about:blank');
    await expect.poll(() => world.calls('auth.logout'), { timeout: 15_000 }).toBe(1);
    await context.close();
  });
});

describe('B8: a frame that may store nothing', () => {
  it('has its session in memory, says so, and works', async () => {
    const { context, tabs } = await world.openTabs(1);
    const tab = tabs[0]!;
    world.mock.platform.world.organizations[0].allowedOrigins.push('null'); // what a sandboxed frame calls its origin
    await tab.evaluate(() => {
      const frame = document.createElement('iframe');
      frame.sandbox.add('allow-scripts');
      frame.srcdoc = document.documentElement.outerHTML;
      document.body.append(frame);
    });
    const frame = await expect
      .poll(() => tab.frames().find((each) => each !== tab.mainFrame() && each.url() === 'about:srcdoc'))
      .toBeDefined()
      .then(() => tab.frames().find((each) => each !== tab.mainFrame())!);
    await frame.waitForFunction(() => 'sdk' in globalThis);

    const outcome = await frame.evaluate(async (options) => {
      const client = new globalThis.sdk.FanfareClient(options);
      const degraded: string[] = [];
      client.on('auth:degraded', ({ operation }) => degraded.push(operation));
      const { signedIn } = await client.auth.guest();
      await client.consumers.me();
      return { signedIn, degraded: degraded.length > 0 };
    }, world.tabOptions);

    expect(outcome).toEqual({ signedIn: true, degraded: true });
    await context.close();
  });
});
