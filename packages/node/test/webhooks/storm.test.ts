import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { sqliteInbox } from '@fanfare/node/webhooks/sqlite';
import { openPostgresShop } from './support/postgres-shop.js';
import { startPrivatePostgres } from './support/private-postgres.js';
import { openFleet } from './support/receiver-fleet.js';
import { openRedisShop } from './support/redis-shop.js';
import { secret } from './support/samples.js';
import { databaseUrl, describeWith, redisUrl } from './support/services.js';
import { rage, type StormAnswers, type StormPlan } from './support/storm.js';
import type { StormSettings } from './support/storm-receiver.js';

const number = (name: string, fallback: number): number => Number(process.env[name] ?? fallback);
// Small in a quick run; `test:full` has hundreds of events and a server that crashes.
const events = number('FANFARE_STORM_EVENTS', 12);
const kills = number('FANFARE_STORM_KILLS', 1);
const seed = number('FANFARE_STORM_SEED', Math.floor(Math.random() * 2 ** 31));
const time = 240_000 + events * 1_000; // for a machine that is busy with something else; it takes seconds

async function storm(settings: Omit<StormSettings, 'secret' | 'leaseMs'>, more: Partial<StormPlan> = {}) {
  console.log(`storm over ${settings.store}: FANFARE_STORM_SEED=${seed}, ${events} events, ${kills} kills`);
  const fleet = await openFleet(kills === 1 ? 2 : 3, { ...settings, secret, leaseMs: 1_000 });
  try {
    return await rage(fleet, { events, kills, seed, secret, ...more });
  } finally {
    fleet.close();
  }
}

/** Every delivery was answered in the end, and no event was said to be handled twice. */
function expectAnswered(answers: StormAnswers): void {
  expect(answers.size).toBe(events);
  for (const { handled, known } of answers.values()) {
    expect(handled).toBeLessThanOrEqual(1);
    expect(handled + known).toBe(3);
  }
}

async function stormOverPostgres(url: string, more: Partial<StormPlan> = {}): Promise<void> {
  const shop = await openPostgresShop({ connectionString: url });
  try {
    await shop.pool.query(`create table ${shop.schema}.counters (id integer primary key, n integer)`);
    await shop.pool.query(`insert into ${shop.schema}.counters values (1, 0), (2, 0), (3, 0)`);

    expectAnswered(await storm({ store: 'postgres', url, name: shop.schema }, more));
    const effects = await shop.pool.query(
      `select name, count(*) as n from ${shop.schema}.effects group by name`,
    );
    expect(effects.rows).toHaveLength(events);
    expect(effects.rows.filter(({ n }) => n !== '1')).toEqual([]);
    const { rows } = await shop.pool.query(`select sum(n) as n from ${shop.schema}.counters`);
    expect(Number(rows[0].n)).toBe(2 * events);
  } finally {
    await shop.close();
  }
}

await describeWith('PostgreSQL', 'H5: a storm over PostgreSQL, with processes killed in the middle', () => {
  it('leaves every effect exactly once', () => stormOverPostgres(databaseUrl), time);
});

if (process.env['FANFARE_STORM_RESTART'] !== undefined) {
  describe('H5: a storm over a PostgreSQL that crashes and comes back', () => {
    it(
      'leaves every effect exactly once',
      async ({ skip }) => {
        const server = await startPrivatePostgres();
        if (server === undefined) {
          console.log('SKIPPED: a storm over a PostgreSQL that crashes: there is no initdb');
          return skip();
        }
        try {
          await stormOverPostgres(server.url, { halfway: () => server.crash() });
        } finally {
          await server.close();
        }
      },
      time,
    );
  });
}

await describeWith('Redis', 'H5: a storm over Redis, with processes killed in the middle', () => {
  it(
    'loses nothing, and has every keyed effect',
    async () => {
      const shop = await openRedisShop(async (client) => ({ options: { client } }));
      try {
        expectAnswered(await storm({ store: 'redis', url: redisUrl, name: shop.prefix }));
        expect(await shop.own.hlen(`${shop.prefix}effects`)).toBe(events);
      } finally {
        await shop.close();
      }
    },
    time,
  );
});

describe('H5: a storm over SQLite, with processes killed in the middle', () => {
  it(
    'loses nothing, and has every keyed effect',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'fanfare-storm-'));
      const url = join(folder, 'inbox.db');
      const database = new DatabaseSync(url);
      try {
        await sqliteInbox({ database }).createTable();
        database.exec('create table effects (name text primary key, runs integer)');

        expectAnswered(await storm({ store: 'sqlite', url, name: '' }));
        expect(database.prepare('select count(*) as n from effects').get()).toEqual({ n: events });
        expect(database.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
      } finally {
        database.close();
        rmSync(folder, { recursive: true, force: true });
      }
    },
    time,
  );
});
