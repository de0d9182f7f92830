import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inboxConformance } from '@fanfare/node/webhooks';
import { sqliteInbox, type SqliteInbox, type SqliteInboxOptions } from '@fanfare/node/webhooks/sqlite';
import { fakeClock } from './support/fake-clock.js';

let folder = '';
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'fanfare-inbox-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
const newFile = (): string => join(folder, `${(files += 1)}.db`);

async function open(options: Partial<SqliteInboxOptions> = {}, path = newFile()) {
  const database = new DatabaseSync(path);
  const clock = fakeClock();
  const inbox = sqliteInbox({ database, clock, ...options });
  await inbox.createTable();
  return { inbox, clock, database, path, advance: clock.advance, close: async () => database.close() };
}

/** Takes turns between two connections to one file, as two processes would. */
async function openTwo() {
  const one = await open();
  const two = await open({ clock: one.clock }, one.path);
  let turn = 0;
  const next = (): SqliteInbox => ((turn += 1) % 2 === 0 ? one.inbox : two.inbox);
  return {
    inbox: {
      claim: (...given: Parameters<SqliteInbox['claim']>) => next().claim(...given),
      renew: (...given: Parameters<SqliteInbox['renew']>) => next().renew(...given),
      complete: (...given: Parameters<SqliteInbox['complete']>) => next().complete(...given),
      release: (...given: Parameters<SqliteInbox['release']>) => next().release(...given),
    },
    advance: one.advance,
    async close() {
      await one.close();
      await two.close();
    },
  };
}

const claimOf = (key: string, owner = 'one') => ({ key, owner });

describe('H4: sqliteInbox', () => {
  it.each(inboxConformance(open))('$name', ({ run }) => run());
  it.each(inboxConformance(openTwo))('$name, by two connections', ({ run }) => run());

  it.each(
    inboxConformance(async () => {
      const database = new DatabaseSync(newFile(), { readBigInts: true });
      const { now, setTimeout, advance } = fakeClock();
      const inbox = sqliteInbox({ database, clock: { now, setTimeout } });
      await inbox.createTable();
      return { inbox, advance, close: async () => database.close() };
    }),
  )('$name, by a connection that reads whole numbers as bigint', ({ run }) => run());

  it('remembers over a restart', async () => {
    const first = await open();
    await first.inbox.claim(claimOf('a'), 1_000);
    await first.inbox.complete(claimOf('a'));
    await first.inbox.claim(claimOf('b'), 30_000);
    await first.close();
    const second = await open({ clock: first.clock }, first.path);

    expect(await second.inbox.claim(claimOf('a', 'two'), 1_000)).toEqual({ state: 'done' });
    expect(await second.inbox.claim(claimOf('b', 'two'), 1_000)).toEqual({
      state: 'in_flight',
      retryAfterMs: 30_000,
    });
    await second.close();
  });

  it('switches the file to write-ahead logging, and waits for others that write', async () => {
    const { database, inbox, close } = await open({ busyTimeoutMs: 1_234 });
    await inbox.claim(claimOf('a'), 1_000);

    expect(database.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(database.prepare('pragma busy_timeout').get()).toEqual({ timeout: 1_234 });
    await close();
  });

  it('rejects while another process writes for longer than it waits, and works afterwards', async () => {
    const { inbox, path, close } = await open({ busyTimeoutMs: 1 });
    const other = new DatabaseSync(path);
    other.exec('begin immediate');

    await expect(inbox.claim(claimOf('a'), 1_000)).rejects.toThrow(/locked/);
    other.exec('rollback');
    expect(await inbox.claim(claimOf('a'), 1_000)).toEqual({ state: 'fresh', attempt: 1 });
    other.close();
    await close();
  });

  it('forgets what is past its retention: two with every claim, all with prune', async () => {
    const { inbox, database, clock, close } = await open();
    const rows = () => database.prepare('select count(*) as n from fanfare_webhook_inbox').get()?.['n'];
    for (let index = 0; index < 8; index += 1) await inbox.claim(claimOf(`old ${index}`), 1_000);
    await inbox.complete(claimOf('old 0'));

    await clock.advance(604_799_999);
    await inbox.claim(claimOf('new 1'), 1_000);
    await inbox.prune();
    expect(rows()).toBe(9);
    await clock.advance(1);
    await inbox.claim(claimOf('new 2'), 1_000);
    expect(rows()).toBe(8);
    await inbox.prune();
    expect(rows()).toBe(2);
    await close();
  });

  it('takes what is past its retention for new, also before it is deleted', async () => {
    const { inbox, clock, close } = await open();
    await inbox.claim(claimOf('a'), 1_000);
    await inbox.complete(claimOf('a'));
    await clock.advance(604_800_000);

    expect(await inbox.claim(claimOf('a', 'two'), 1_000)).toEqual({ state: 'fresh', attempt: 1 });
    await close();
  });

  it('names the table where it is missing', async () => {
    const database = new DatabaseSync(':memory:');
    const inbox = sqliteInbox({ database, table: 'missing' });

    await expect(inbox.claim(claimOf('a'), 1_000)).rejects.toMatchObject({
      code: 'storage_unavailable',
      message: expect.stringMatching(/no table "missing".*createTable\(\)/),
    });
    await inbox.createTable();
    expect(await inbox.claim(claimOf('a'), 1_000)).toMatchObject({ state: 'fresh' });
  });

  it('is searched by its indexes alone, for every statement', async () => {
    const { database, clock, close } = await open();
    const texts = new Set<string>();
    const recording = {
      exec: (text: string) => database.exec(text),
      prepare(text: string) {
        if (!text.startsWith('pragma')) texts.add(text);
        return database.prepare(text);
      },
    };
    const inbox = sqliteInbox({ database: recording, clock });
    await inbox.claim(claimOf('a'), 1_000);
    await inbox.claim(claimOf('a'), 1_000);
    await inbox.renew(claimOf('a'), 1_000);
    await inbox.release(claimOf('a'));
    await inbox.complete(claimOf('a'));
    await inbox.prune();

    expect(texts.size).toBe(7);
    for (const text of texts) {
      const plan = database
        .prepare(`explain query plan ${text}`)
        .all()
        .map(({ detail }) => String(detail));
      expect(plan.join('\n')).not.toMatch(/\bSCAN (?!CONSTANT)|TEMP B-TREE/);
    }
    await close();
  });
});
