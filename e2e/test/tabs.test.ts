import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callMany, makeClient } from '../src/tab.ts';
import { openWorld, type E2eWorld } from '../src/world.ts';

/** More of them with FANFARE_ROUNDS=100. */
const rounds = Number(process.env['FANFARE_ROUNDS'] ?? 20);
/** A round of eight tabs is two hundred calls. */
const timeoutMs = 60_000 + rounds * 12_000;

let world: E2eWorld;
beforeAll(async () => {
  world = await openWorld({ leewayMs: 0 });
});
afterAll(() => world.close());

describe('one session in several tabs of a real Chromium, strict server', () => {
  it.each([1, 2, 4, 8])(
    'B3, B5: %i tab(s) × 25 calls with a token that the platform calls expired make one refresh a round',
    async (count) => {
      const { context, tabs } = await world.openTabs(count);
      await tabs[0]?.evaluate(() => globalThis.fanfare.auth.guest());

      for (let round = 0; round < rounds; round += 1) {
        await world.mock.platform.clock.advance('61m');
        world.mark();
        const results = await Promise.all(tabs.map((tab) => callMany(tab, 25)));

        expect(results).toEqual(tabs.map(() => ({ ok: 25, codes: [] })));
        expect(world.calls('auth.refresh')).toBe(1);
      }
      await context.close();
    },
    timeoutMs,
  );

  it.each([1, 2, 4])(
    'B3, B5: %i tab(s) × 25 calls with a token past its life make one refresh',
    async (count) => {
      const { settings } = world.mock.platform;
      const { context, tabs } = await world.openTabs(count);
      settings.accessTokenTtlSeconds = 1;
      world.mark();
      await tabs[0]?.evaluate(() => globalThis.fanfare.auth.guest());
      settings.accessTokenTtlSeconds = 3_600;

      await new Promise((resolve) => setTimeout(resolve, 1_200));
      const results = await Promise.all(tabs.map((tab) => callMany(tab, 25)));

      expect(results).toEqual(tabs.map(() => ({ ok: 25, codes: [] })));
      expect(world.calls('auth.refresh')).toBe(1);
      await context.close();
    },
  );

  it('C3: a sign-out in one tab reaches the other', async () => {
    const { context, tabs } = await world.openTabs(2);
    const [one, other] = tabs;
    await one?.evaluate(() => globalThis.fanfare.auth.guest());
    expect(await other?.evaluate(async () => (await globalThis.fanfare.auth.restore()).signedIn)).toBe(true);

    await one?.evaluate(() => globalThis.fanfare.auth.logout());

    await other?.waitForFunction(() => !globalThis.fanfare.auth.session.signedIn, undefined, {
      timeout: 15_000,
    });
    expect(await callMany(other!, 1)).toMatchObject({ ok: 0, codes: ['not_authenticated'] });
    await context.close();
  });
});

describe('B8: a reload', () => {
  it('keeps the session and the place in line, and no token is readable in any storage', async () => {
    const { context, tabs } = await world.openTabs(1);
    const tab = tabs[0]!;
    const { queue } = world.mock.platform.world.organizations[0];
    await tab.evaluate(() => globalThis.fanfare.auth.guest());
    const before = await tab.evaluate((id) => globalThis.fanfare.queues.enter(id), queue.id);

    await tab.reload();
    await makeClient(tab, world.tabOptions);
    const after = await tab.evaluate(async (id) => {
      await globalThis.fanfare.auth.restore();
      return globalThis.fanfare.queues.status(id);
    }, queue.id);

    expect(before.status).toBe('QUEUED');
    expect(['QUEUED', 'GRANTED']).toContain(after.status);
    expect(await readableStorage(tab)).not.toMatch(/eyJ[A-Za-z0-9_-]+\./);
    await context.close();
  });
});

async function readableStorage(tab: import('playwright-core').Page): Promise<string> {
  return tab.evaluate(async () => {
    const parts = [
      JSON.stringify({ ...localStorage }),
      JSON.stringify({ ...sessionStorage }),
      document.cookie,
    ];
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name ?? '');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(`cannot open ${name}`));
      });
      for (const store of database.objectStoreNames) {
        const values = await new Promise<unknown[]>((resolve, reject) => {
          const request = database.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => resolve(request.result as unknown[]);
          request.onerror = () => reject(new Error(`cannot read ${store}`));
        });
        parts.push(...values.map((value) => new TextDecoder('latin1').decode(flatten(value))));
      }
      database.close();
    }
    return parts.join('\n');

    function flatten(value: unknown): Uint8Array {
      if (value instanceof ArrayBuffer) return new Uint8Array(value);
      if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      if (value instanceof CryptoKey)
        return new TextEncoder().encode(value.extractable ? 'EXTRACTABLE eyJ0.' : '');
      if (typeof value === 'object' && value !== null) {
        const inner = Object.values(value).map(flatten);
        return new TextEncoder().encode(
          inner.map((bytes) => new TextDecoder('latin1').decode(bytes)).join('\n'),
        );
      }
      return new TextEncoder().encode(String(value));
    }
  });
}
