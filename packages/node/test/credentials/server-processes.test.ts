import { randomUUID } from 'node:crypto';
import { fincodeUser } from '@fanfare/mock';
import { startMockServer, type MockServer } from '@fanfare/mock/server';
import { Pool } from 'pg';
import { createClient } from 'redis';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { databaseUrl, describeWith, redisUrl } from '../webhooks/support/services.js';
import { startTokenProcess, type TokenProcess } from './support/start-token-process.js';

const timeout = 60_000;

for (const [service, store, url] of [
  ['PostgreSQL', 'postgres', databaseUrl],
  ['Redis', 'redis', redisUrl],
] as const) {
  await describeWith(service, `B5, B4: two processes that share tokens in ${service}`, () => {
    let server: MockServer;
    let name = '';
    let processes: readonly [TokenProcess, TokenProcess];
    beforeEach(async () => {
      name = `fanfare_tokens_${randomUUID().slice(0, 8)}`;
      server = await startMockServer({ doors: ['fincode'] });
      const { email, currentPassword: password } = fincodeUser;
      const baseUrl = `${server.url}/fincode/api/v6/services`;
      const start = (): Promise<TokenProcess> =>
        startTokenProcess({ store, url, name, baseUrl, email, password });
      processes = await Promise.all([start(), start()]);
    }, timeout);
    afterEach(async () => {
      await Promise.all(processes.map((each) => each.kill()));
      await server.close();
      await (store === 'postgres' ? dropTable(name) : dropKeys(name));
    });

    const calls = (kind: string): number =>
      server.platform.requests.filter(({ path }) => path.endsWith(`/securitymanagement/${kind}`)).length;
    const both = (order: 'get' | 'renew'): Promise<string[]> =>
      Promise.all(processes.map((each) => each.tell(order)));

    it('log in once, and refresh once however often both have to', { timeout }, async () => {
      const seen = new Set(await both('get'));
      for (let round = 0; round < 8; round += 1) for (const token of await both('renew')) seen.add(token);

      expect(seen.size).toBe(9);
      for (const token of seen) expect(token).toMatch(/^eyJ/);
      // At this platform a refresh token works once: a second refresh with it would have ended everything.
      expect([calls('login'), calls('refresh-token')]).toEqual([1, 8]);
    });

    it('go on when one is killed while it refreshes', { timeout }, async () => {
      await both('get');
      const [doomed, other] = processes;
      void doomed.tell('renew').catch(() => undefined);
      await vi.waitFor(() => expect(calls('refresh-token')).toBe(1), { timeout: 20_000, interval: 1 });
      await doomed.kill();

      const token = await other.tell('renew');

      expect(token).toMatch(/^eyJ/);
      const answer = await fetch(`${server.url}/fincode/api/v6/services/ledger/account-balance/acc_aurora`, {
        headers: { 'x-auth-token': token },
      });
      expect(answer.status).toBe(200);
    });
  });
}

async function dropTable(table: string): Promise<void> {
  const pool = new Pool({ connectionString: databaseUrl });
  await pool.query(`drop table if exists ${table}`);
  await pool.end();
}

async function dropKeys(prefix: string): Promise<void> {
  const client = await createClient({ url: redisUrl }).connect();
  for (const key of await client.keys(`${prefix}:*`)) await client.del(key);
  client.destroy();
}
