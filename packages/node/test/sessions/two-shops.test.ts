import { describe, expect, it } from 'vitest';
import { memorySessionStore } from '@fanfare/node/sessions';
import { openBackend } from './support/open-backend.js';
import type { ShopPage } from './support/shop-page.js';

describe('D8: two shops in one process, on one store', () => {
  it('share nothing, and a sign-out ends the session of one shopper only', async () => {
    const backend = openBackend();
    const { platform, another } = backend;
    const [first, second] = platform.world.organizations;
    const store = memorySessionStore({ clock: backend.clock });
    const shops = [first, second].map((shop) =>
      another({ store, publishableKey: shop.keys.test.publishable, baseUrl: platform.origin }),
    );
    const pages: ShopPage[] = [];
    for (let made = 0; made < 20; made += 1) {
      const page = backend.page(shops[made % 2]);
      await page.ask('GET /session');
      expect(await page.ask('POST /auth/guest')).toMatchObject({ status: 200 });
      pages.push(page);
    }
    const ask = (): Promise<unknown[]> =>
      Promise.all(
        pages.map(async (page) => {
          const { data } = await page.ask('POST /auth/refresh', { body: { after: -1 } });
          return data['accessToken'];
        }),
      );
    const before = await ask();
    expect(new Set(before).size).toBe(20);
    for (let round = 0; round < 10; round += 1) expect(await ask()).toEqual(before);

    await pages[0]?.ask('POST /auth/logout', { body: {} });
    expect(await ask()).toEqual([undefined, ...before.slice(1)]);
  });
});
