import { randomUUID } from 'node:crypto';
import { createClient } from 'redis';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  memorySessionStore,
  postgresSessionSql,
  postgresSessionStore,
  redisSessionStore,
  sessionStoreConformance,
  type SessionRow,
  type SessionStore,
} from '@fanfare/node/sessions';
import { describeWith, redisUrl } from '../webhooks/support/services.js';
import { openBackend, sealingKey } from './support/open-backend.js';
import { openIoRedisStore, openNodeRedisStore, openPostgresStore } from './support/stores.js';

async function openMemoryStore(): Promise<{ store: SessionStore; advance: (ms: number) => Promise<void> }> {
  let now = 0;
  const clock = { now: () => now, setTimeout: () => () => undefined };
  return { store: memorySessionStore({ clock }), advance: async (ms) => void (now += ms) };
}

describe('B8: memorySessionStore', () => {
  it.each(sessionStoreConformance(openMemoryStore))('$name', ({ run }) => run());
});

await describeWith('PostgreSQL', 'B8: postgresSessionStore', () => {
  it.each(sessionStoreConformance(openPostgresStore))('$name', ({ run }) => run());
});

await describeWith('Redis', 'B8: redisSessionStore over redis', () => {
  it.each(sessionStoreConformance(openNodeRedisStore))('$name', ({ run }) => run());
});

await describeWith('Redis', 'B8: redisSessionStore over ioredis', () => {
  it.each(sessionStoreConformance(openIoRedisStore))('$name', ({ run }) => run());
});

await describeWith('Redis', 'C4: the sessions of a shopper in Redis', () => {
  it('are all found, also one that is written while somebody looks', async () => {
    const prefix = `test:${randomUUID()}`;
    const client = await createClient({ url: redisUrl }).connect();
    onTestFinished(() => client.destroy());
    const store = redisSessionStore({ client, prefix });
    let evals = 0;
    const slow = redisSessionStore({
      prefix,
      client: {
        async sendCommand(args: string[]) {
          const answer = await client.sendCommand(args);
          if (args[0] === 'EVAL' && (evals += 1) === 1) await store.keysOf('owner');
          return answer;
        },
      },
    });

    const row = { revision: '1', owner: 'owner', record: 'sealed' };
    expect(await slow.write('a', { row, expected: null, ttlMs: 10_000 })).toBe(true);
    expect(evals).toBe(2);
    expect(await store.keysOf('owner')).toEqual(['a']);
  });

  it('leave nothing behind in the list of their owner once they have run out', async () => {
    const prefix = `test:${randomUUID()}`;
    const client = await createClient({ url: redisUrl }).connect();
    onTestFinished(() => client.destroy());
    const store = redisSessionStore({ client, prefix });
    const row = { revision: '1', owner: 'owner', record: 'sealed' };

    for (let made = 0; made < 20; made += 1) await store.write(`a${made}`, { row, expected: null, ttlMs: 1 });
    await expect.poll(() => client.exists(`${prefix}:session:{a19}`)).toBe(0);
    await store.write('b', { row, expected: null, ttlMs: 10_000 });
    expect(await client.zRange(`${prefix}:owner:owner`, 0, -1)).toEqual(['b']);
  });
});

describe('B8: the suite for stores', () => {
  const failures = async (spoil: (store: SessionStore) => SessionStore): Promise<string[]> => {
    const checks = sessionStoreConformance(async () => {
      const { store, advance } = await openMemoryStore();
      return { store: spoil(store), advance };
    });
    const results = await Promise.allSettled(checks.map(({ run }) => run()));
    return checks.filter((_, index) => results[index]?.status === 'rejected').map(({ name }) => name);
  };

  it.each<[string, (store: SessionStore) => SessionStore]>([
    [
      'overwrites',
      (store) => ({
        ...store,
        write: async (key, write) => {
          const { revision = null } = (await store.read(key)) ?? {};
          return store.write(key, { ...write, expected: revision });
        },
      }),
    ],
    [
      'keeps for ever',
      (store) => ({ ...store, write: (key, write) => store.write(key, { ...write, ttlMs: 1e12 }) }),
    ],
    ['gives every lease', (store) => ({ ...store, lease: async () => true })],
    ['gives no lease back', (store) => ({ ...store, release: async () => undefined })],
    ['removes nothing', (store) => ({ ...store, remove: async () => undefined })],
    ['knows no owners', (store) => ({ ...store, keysOf: async () => [] })],
  ])('finds a store out that %s', async (_, spoil) => {
    expect(await failures(spoil)).not.toEqual([]);
  });

  it('refuses options that would only fail later', () => {
    const refused = expect.objectContaining({ code: 'invalid_options' }) as Error;
    const pool = { query: async () => ({ rows: [] }) };
    expect(() => postgresSessionStore({ pool, table: 'a; drop table b' })).toThrow(refused);
    expect(() => postgresSessionSql('"a"')).toThrow(refused);
    // @ts-expect-error it is no client
    expect(() => redisSessionStore({ client: {} })).toThrow(refused);
    // @ts-expect-error it has no such option
    expect(() => memorySessionStore({ ttl: 1 })).toThrow(refused);
  });
});

/** Shows and exchanges what a store holds. */
function spied(): { store: SessionStore; rows: Map<string, SessionRow> } {
  const inner = memorySessionStore();
  const rows = new Map<string, SessionRow>();
  return {
    rows,
    store: {
      ...inner,
      read: async (key) => rows.get(key) ?? null,
      async write(key, { row, expected }) {
        if ((rows.get(key)?.revision ?? null) !== expected) return false;
        rows.set(key, row);
        return true;
      },
      remove: async (key) => void rows.delete(key),
      lease: async () => true, // nobody else is there
    },
  };
}

describe('B7: what a store holds', () => {
  it('shows neither a token, nor a session id, nor who it is', async () => {
    const { store, rows } = spied();
    const { guest, refreshTokens, sessions } = openBackend({ store });
    const page = await guest();
    const { consumerId = 'none' } = (await sessions.read(page.request('/'))) ?? {};
    const { data } = await page.ask('POST /auth/refresh', { body: { after: 0 } });

    const dump = JSON.stringify([...rows]);
    expect(rows.size).toBe(1);
    for (const secret of [
      ...refreshTokens,
      data['accessToken'],
      consumerId,
      page.cookies.get('__Host-fanfare_session'),
    ]) {
      expect(dump).not.toContain(secret);
    }
  });

  it('opens for nobody where a byte was changed, where it was put in the place of another, and under other keys', async () => {
    const { store, rows } = spied();
    const { guest, another, page: open } = openBackend({ store });
    const [one, two] = [await guest(), await guest()];
    const [[first, own], [, others]] = [...rows] as [[string, SessionRow], [string, SessionRow]];
    const isSignedIn = async (page = one): Promise<boolean> => {
      const { status, data } = await page.ask('GET /session', {});
      expect(status).toBe(200);
      return data['current'] !== null;
    };
    expect(await isSignedIn()).toBe(true);

    rows.set(first, { ...own, record: others.record });
    expect(await isSignedIn()).toBe(false);
    const at = own.record.length - 9;
    const byte = own.record[at] === 'A' ? 'B' : 'A';
    rows.set(first, { ...own, record: own.record.slice(0, at) + byte + own.record.slice(at + 1) });
    expect(await isSignedIn()).toBe(false);
    rows.set(first, own);
    expect(await isSignedIn()).toBe(true);

    const stranger = open(another({ keys: [sealingKey('k1', 2)] }));
    for (const [name, value] of two.cookies) stranger.cookies.set(name, value);
    expect(await isSignedIn(stranger)).toBe(false);
  });

  it('is opened with the key before, and sealed with the new one at the next write', async () => {
    const { store, rows } = spied();
    const { guest, another, page: open } = openBackend({ store });
    const page = await guest();
    const after = open(another({ keys: [sealingKey('k2', 7), sealingKey('k1')] }));
    for (const [name, value] of page.cookies) after.cookies.set(name, value);

    expect(await after.ask('POST /auth/refresh', { body: { after: 0 } })).toMatchObject({ status: 200 });
    expect([...rows.values()].map(({ record }) => record.split('.')[1])).toEqual(['k2']);
  });

  it('is of one shop only: another shop on the same store does not find it', async () => {
    const { store } = spied();
    const { guest, another, page: open, platform } = openBackend({ store });
    const page = await guest();
    const [, other] = platform.world.organizations;
    const elsewhere = open(another({ publishableKey: other.keys.test.publishable }));
    for (const [name, value] of page.cookies) elsewhere.cookies.set(name, value);

    expect(await elsewhere.ask('GET /session')).toMatchObject({ status: 200, data: { current: null } });
  });

  it('that cannot be asked signs nobody out: the page is told to come back', async () => {
    const { store } = spied();
    let isDown = false;
    const flaky: SessionStore = {
      ...store,
      read: async (key) => {
        if (isDown) throw new Error('ECONNREFUSED');
        return store.read(key);
      },
    };
    const { guest } = openBackend({ store: flaky });
    const page = await guest();
    const cookies = new Map(page.cookies);
    isDown = true;
    for (const line of ['GET /session', 'POST /auth/refresh', 'POST /auth/guest', 'POST /auth/logout']) {
      expect(await page.ask(line, { ...(line.startsWith('POST') && { body: { after: 0 } }) })).toMatchObject({
        status: 503,
        data: { error: 'service_unavailable' },
      });
    }
    isDown = false;
    expect(page.cookies).toEqual(cookies);
    expect(await page.ask('GET /session')).toMatchObject({
      data: { current: { session: { type: 'guest' } } },
    });
  });
});
