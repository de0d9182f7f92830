import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callMany, makeClient } from '../src/tab.ts';
import { openWorld, type E2eWorld } from '../src/world.ts';

let world: E2eWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** What a page can find of the keys: how many there are, and what an export of each comes to. */
async function exportKeys(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('fanfare');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error('cannot open'));
    });
    const rows = await new Promise<unknown[]>((resolve, reject) => {
      const request = database.transaction('keys').objectStore('keys').getAll();
      request.onsuccess = () => resolve(request.result as unknown[]);
      request.onerror = () => reject(new Error('cannot read'));
    });
    database.close();
    const keys = rows
      .flatMap((row) => [row, ...Object.values(Object(row) as object)])
      .filter((each) => each instanceof CryptoKey);
    const attempts = keys.flatMap((key) =>
      (['jwk', 'raw', 'pkcs8'] as const).map((format) =>
        crypto.subtle.exportKey(format, key).then(
          () => `exported as ${format}`,
          (error: unknown) => (error as Error).name,
        ),
      ),
    );
    return Promise.all(attempts);
  });
}

/** Calls as a thief does, from another browser, with headers that they copied. */
async function callWith(page: Page, headers: Record<string, string>): Promise<string> {
  return page.evaluate(
    async ({ url, given }) => {
      const answer = await fetch(`${url}/consumer/api/consumers/me`, { headers: given });
      const body = (await answer.json()) as { error?: string };
      return `${answer.status} ${body.error ?? ''}`;
    },
    {
      url: world.tabOptions.baseUrl,
      given: { 'x-publishable-key': world.tabOptions.publishableKey, ...headers },
    },
  );
}

describe('E6: a session that is bound to a key, in a real Chromium', () => {
  it('works in all tabs and over a reload, and its keys cannot be exported', async () => {
    world.mock.platform.settings.requireDpop = true;
    const { context, tabs } = await world.openTabs(2);
    const [one, other] = tabs as [Page, Page];
    await one.evaluate(() => globalThis.fanfare.auth.guest());
    await other.evaluate(() => globalThis.fanfare.auth.restore());

    expect(await callMany(one, 5)).toEqual({ ok: 5, codes: [] });
    expect(await callMany(other, 5)).toEqual({ ok: 5, codes: [] });
    await world.mock.platform.clock.advance('61m');
    await other.reload();
    await makeClient(other, world.tabOptions);
    expect(await callMany(other, 5)).toEqual({ ok: 5, codes: [] });

    const attempts = await exportKeys(one);
    expect(attempts.length).toBeGreaterThanOrEqual(6); // that which seals, and that which signs
    expect(new Set(attempts)).toEqual(new Set(['InvalidAccessError']));
    await context.close();
    world.mock.platform.settings.requireDpop = false;
  });

  it('is of no use in another browser: a token and a proof that were copied there are refused', async () => {
    const { context, tabs } = await world.openTabs(1);
    const owner = tabs[0]!;
    await owner.evaluate(() => globalThis.fanfare.auth.guest());
    const seen: Record<string, string>[] = [];
    owner.on('request', (request) => {
      if (request.method() === 'GET' && request.url().endsWith('/consumers/me')) seen.push(request.headers());
    });
    await callMany(owner, 1);
    const thiefWorld = await world.openTabs(1);
    const thief = thiefWorld.tabs[0]!;
    const { authorization = '', dpop = '' } = seen[0] ?? {};

    expect(authorization).toMatch(/^DPoP eyJ/);
    expect(await callWith(thief, { authorization, dpop })).toBe('401 dpop_proof_invalid');
    expect(await callWith(thief, { authorization })).toBe('401 dpop_proof_required');
    expect(await callWith(thief, { authorization: authorization.replace('DPoP', 'Bearer') })).toBe(
      '401 dpop_proof_required',
    );
    expect(await callMany(owner, 1)).toEqual({ ok: 1, codes: [] });
    await context.close();
    await thiefWorld.context.close();
  });

  it('ends once and cleanly where the key was taken away, and the shopper can sign in again', async () => {
    const { context, tabs } = await world.openTabs(1);
    const tab = tabs[0]!;
    await tab.evaluate(() => globalThis.fanfare.auth.guest());
    await tab.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open('fanfare');
        request.onsuccess = () => resolve(request.result);
      });
      await new Promise((resolve) => {
        const keys = database.transaction('keys', 'readwrite').objectStore('keys');
        const names = keys.getAllKeys();
        names.onsuccess = () => {
          for (const name of names.result) if (String(name as string).includes(' dpop ')) keys.delete(name);
        };
        keys.transaction.oncomplete = resolve;
      });
      database.close();
    });
    await tab.reload();
    await makeClient(tab, world.tabOptions);

    const outcome = await tab.evaluate(async () => {
      const ended: string[] = [];
      globalThis.fanfare.on('auth:session-expired', ({ reason }) => ended.push(reason));
      const codes = [];
      for (let i = 0; i < 2; i += 1) {
        codes.push(
          await globalThis.fanfare.consumers.me().then(
            () => 'ok',
            (error: unknown) => (error as { code: string }).code,
          ),
        );
      }
      await globalThis.fanfare.auth.guest();
      await globalThis.fanfare.consumers.me();
      return { ended, codes };
    });

    expect(outcome).toEqual({ ended: ['expired'], codes: ['session_expired', 'session_expired'] });
    await context.close();
  });
});
