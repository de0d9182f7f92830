import { describe, expect, it, onTestFinished } from 'vitest';
import {
  createKeyRing,
  memoryTokenStore,
  postgresTokenSql,
  postgresTokenStore,
  redisTokenStore,
  SealedRecordError,
  tokenStoreConformance,
  type TokenStore,
} from '@fanfare/node/credentials';
import { describeWith } from '../webhooks/support/services.js';
import { openIoRedis, openNodeRedis, openPostgres } from './support/harnesses.js';

const owner = { tenant: 'aurora', user: 'till' };

for (const [service, name, open] of [
  ['PostgreSQL', 'postgresTokenStore', openPostgres],
  ['Redis', 'redisTokenStore over redis', openNodeRedis],
  ['Redis', 'redisTokenStore over ioredis', openIoRedis],
] as const) {
  await describeWith(service, `B8: ${name}`, () => {
    it.each(tokenStoreConformance(open))('$name', ({ run }) => run());

    it('B7: shows neither tokens nor users to whoever copies the server', async () => {
      const { store, everything, close } = await open();
      onTestFinished(() => close?.());
      await store.claim(owner, { holder: 'h', leaseMs: 60_000 });
      await store.write(owner, { record: 'a refresh token', holder: 'h' });

      const copy = await everything();
      expect(copy).toContain('fsr1.k1.');
      expect(copy).not.toMatch(/refresh|aurora|till/);
      expect(await store.read(owner)).toBe('a refresh token');
    });
  });
}

await describeWith('PostgreSQL', 'B7: a record in PostgreSQL', () => {
  it('that was put in the place of another one is refused', async () => {
    const { store, pool, table, close } = await openPostgres();
    onTestFinished(() => close?.());
    for (const user of ['till', 'office']) {
      await store.claim({ ...owner, user }, { holder: user, leaseMs: 60_000 });
      await store.write({ ...owner, user }, { record: `of ${user}`, holder: user });
    }
    await pool.query(
      `update ${table} set record = (select record from ${table} where turn_holder = 'office')`,
    );

    await expect(store.read(owner)).rejects.toBeInstanceOf(SealedRecordError);
    expect(await store.read({ ...owner, user: 'office' })).toBe('of office');
  });
});

/** Makes a store that breaks one promise. */
function broken(change: (store: TokenStore) => Partial<TokenStore>): () => TokenStore {
  return () => {
    const store = memoryTokenStore({ clock });
    return { ...store, ...change(store) };
  };
}

let now = 0;
const clock = { now: () => now, setTimeout: () => () => undefined };

describe('B8: the suite of token stores finds a store that', () => {
  const last = new Map<string, string>();
  it.each([
    ['forgets', broken(() => ({ read: async () => undefined }))],
    ['mixes up its owners', broken((store) => ({ read: () => store.read(owner) }))],
    ['gives everybody a turn', broken(() => ({ claim: async () => true }))],
    ['gives nobody a turn twice', broken(() => ({ release: async () => undefined }))],
    [
      'lets anybody release',
      broken((store) => ({
        async claim(whose, turn) {
          const taken = await store.claim(whose, turn);
          if (taken) last.set(whose.user, turn.holder);
          return taken;
        },
        release: (whose) => store.release(whose, last.get(whose.user) ?? ''),
      })),
    ],
    ['never removes', broken(() => ({ remove: async () => undefined }))],
    [
      'ends the turn with the record',
      broken((store) => ({
        async remove(whose) {
          await store.remove(whose);
          for (const holder of ['one', 'two']) await store.release(whose, holder);
        },
      })),
    ],
    [
      'takes records without a turn',
      () => {
        const records = new Map<string, string>();
        return {
          ...memoryTokenStore({ clock }),
          read: async ({ user }) => records.get(user),
          write: async ({ user }, { record }) => Boolean(records.set(user, record)),
        };
      },
    ],
    ['never ends a turn', broken(() => memoryTokenStore({ clock: { ...clock, now: () => 0 } }))],
    ['ends a turn too soon', broken(() => memoryTokenStore({ clock: { ...clock, now: () => now * 2 } }))],
    [
      'cuts off what is long',
      broken((store) => ({
        write: (whose, entry) => store.write(whose, { ...entry, record: entry.record.slice(0, 3_000) }),
      })),
    ],
  ] satisfies [string, () => TokenStore][])('%s', async (_, create) => {
    const checks = tokenStoreConformance(async () => {
      now = 1_000_000;
      return { store: create(), advance: async (ms) => void (now += ms) };
    });
    const failed: string[] = [];
    for (const { name, run } of checks) await run().catch(() => failed.push(name));

    expect(failed.length).toBeGreaterThan(0);
  });
});

describe('B8: stores of tokens on a server are made of', () => {
  const keys = createKeyRing([{ id: 'k1', secret: Uint8Array.from({ length: 32 }, (_, at) => at) }]);
  const pool = { query: async () => ({ rows: [] }) };

  it.each([
    ['keys, in PostgreSQL', () => postgresTokenStore({ pool } as never), /a store and keys/],
    ['keys, in Redis', () => redisTokenStore({ send: async () => null } as never), /a store and keys/],
    ['a pool', () => postgresTokenStore({ keys } as never), /needs a pool/],
    ['a good table', () => postgresTokenStore({ pool, keys, table: 'a; drop' }), /table must be a name/],
    ['a good table, in a migration too', () => postgresTokenSql('a"'), /table must be a name/],
    ['a client', () => redisTokenStore({ keys }), /redisTokenStore needs either client/],
    ['a good prefix', () => redisTokenStore({ send: async () => null, keys, prefix: '{' }), /prefix must be/],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});
