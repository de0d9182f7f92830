import { randomUUID } from 'node:crypto';
import { startMockServer, type MockServer } from '@fanfare/mock/server';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseUrl, describeWith, redisUrl } from '../webhooks/support/services.js';
import { openHoldingProxy, type HoldingProxy } from './support/holding-proxy.js';
import type { ShopPage } from './support/shop-page.js';
import { startBackend, type BackendProcess } from './support/start-backend.js';

const timeout = 60_000;
const after = { body: { after: 0 } };

for (const [service, store, url] of [
  ['PostgreSQL', 'postgres', databaseUrl],
  ['Redis', 'redis', redisUrl],
] as const) {
  await describeWith(service, `B5: processes of a backend that share a session in ${service}`, () => {
    const name = `fanfare_sessions_${randomUUID().slice(0, 8)}`;
    let mock: MockServer;
    let proxy: HoldingProxy;
    let backends: readonly [BackendProcess, BackendProcess, BackendProcess];
    beforeAll(async () => {
      mock = await startMockServer({ settings: { leewayMs: 0 }, withoutRateLimits: true });
      proxy = await openHoldingProxy(mock.url);
      const { publishable: publishableKey } = mock.platform.world.organizations[0].keys.test;
      const start = (baseUrl: string): Promise<BackendProcess> =>
        startBackend({ store, url, name, publishableKey, baseUrl });
      backends = await Promise.all([start(mock.url), start(mock.url), start(proxy.url)]);
    }, timeout);
    afterAll(async () => {
      await Promise.all(backends.map((backend) => backend.kill()));
      proxy.close();
      await mock.close();
      if (store === 'redis') return; // where what is left runs out
      const pool = new Pool({ connectionString: url });
      await pool.query(`drop table if exists ${name}`);
      await pool.end();
    });

    const refreshes = (): number =>
      mock.platform.requests.filter(({ operation }) => operation === 'auth.refresh').length;
    const guestAt = async (backend: BackendProcess): Promise<ShopPage> => {
      const page = backend.page();
      await page.ask('GET /session');
      expect(await page.ask('POST /auth/guest')).toMatchObject({ status: 200 });
      return page;
    };

    it('make one refresh for 3 processes × 20 calls, on a strict server', { timeout }, async () => {
      const guest = await guestAt(backends[0]);
      const pages = backends.map((backend) => backend.page(guest));

      const answers = await Promise.all(
        pages.flatMap((page) => Array.from({ length: 20 }, () => page.ask('POST /auth/refresh', after))),
      );

      expect(answers.map(({ status }) => status)).toEqual(Array(60).fill(200));
      expect(new Set(answers.map(({ data }) => data['accessToken'])).size).toBe(1);
      expect(refreshes()).toBe(1);
    });

    it('lose nothing where one is killed between the rotation and its answer', { timeout }, async () => {
      mock.platform.settings.leewayMs = 10_000;
      const [other, , doomed] = backends;
      const guest = await guestAt(other);
      const before = refreshes();

      const held = proxy.hold();
      const lost = doomed
        .page(guest)
        .ask('POST /auth/refresh', after)
        .catch(() => 'lost');
      await held;
      await doomed.kill();
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => other.page(guest).ask('POST /auth/refresh', after)),
      );

      expect(await lost).toBe('lost');
      expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
      expect(answers[0]?.data['generation']).toBe(1);
      expect(refreshes() - before).toBe(2);
      // Nobody took it for theft: the session goes on.
      expect(await guest.ask('POST /auth/refresh', { body: { after: 1 } })).toMatchObject({
        status: 200,
        data: { generation: 2 },
      });
    });
  });
}
