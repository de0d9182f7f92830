import { describe, expect, it } from 'vitest';
import { OptionsError } from '@fanfare/core/base';
import { postgresInbox, postgresInboxSql } from '@fanfare/node/webhooks/postgres';
import { redisInbox } from '@fanfare/node/webhooks/redis';
import { sqliteInbox } from '@fanfare/node/webhooks/sqlite';

const refuse = (run: (options: never) => unknown, options: unknown, message: RegExp): void => {
  const call = (): unknown => run(options as never); // what plain JavaScript may pass
  expect(call).toThrow(OptionsError);
  expect(call).toThrow(message);
};

const names: readonly unknown[] = [
  '',
  'Inbox',
  'in-box',
  'a.b.c',
  '1st',
  '.inbox',
  'inbox.',
  'a; drop table orders',
  '"inbox"',
  'x'.repeat(51),
  'ınbox',
  7,
];

const retentions: readonly unknown[] = [0, -1, 1.5, Number.NaN, Infinity, '604800000', 160_559_999];

describe('H4: options of postgresInbox', () => {
  const pool = { connect: async () => ({}), query: async () => ({ rows: [] }) };
  const sql = { unsafe: async () => [], reserve: async () => ({}) };

  it.each(names)('table %j is refused', (table) => {
    refuse(postgresInbox, { pool, table }, /table must be a name/);
    refuse(postgresInboxSql, { table }, /table must be a name/);
  });

  it.each(retentions)('retentionMs %j is refused', (retentionMs) => {
    refuse(postgresInbox, { pool, retentionMs }, /retentionMs must be/);
  });

  it.each([
    [undefined, /options/i],
    [{}, /either pool, a Pool of pg, or sql of postgres/],
    [{ pool, sql }, /either pool/],
    [{ pool: 'postgres://localhost/test' }, /pool must have the methods connect, query/],
    [{ pool: { connect: () => {} } }, /pool must have the methods/],
    [{ sql: pool }, /sql must have the methods reserve, unsafe/],
    [{ pool, tabel: 'a' }, /no option "tabel"/],
  ])('%j is refused', (options, message) => {
    refuse(postgresInbox, options, message);
  });

  it('that are good run nothing', () => {
    const untouched = { connect: () => expect.unreachable(), query: () => expect.unreachable() };

    expect(() => postgresInbox({ pool: untouched })).not.toThrow();
  });

  it('name the table in the text for a migration', () => {
    expect(postgresInboxSql({ table: 'shop.inbox' })).toMatch(
      /^create table if not exists "shop"\."inbox" \([\s\S]*;\ncreate index if not exists "inbox_forget_at" on "shop"\."inbox" \(forget_at\);\n$/,
    );
  });
});

describe('H4: options of sqliteInbox', () => {
  const database = { exec: () => {}, prepare: () => ({ get: () => undefined }) };

  it.each(names)('table %j is refused', (table) => {
    refuse(sqliteInbox, { database, table }, /table must be a name/);
  });

  it.each(retentions)('retentionMs %j is refused', (retentionMs) => {
    refuse(sqliteInbox, { database, retentionMs }, /retentionMs must be/);
  });

  it.each([
    [{}, /sqliteInbox needs database/],
    [{ database: 'inbox.db' }, /database must have the methods exec, prepare/],
    [{ database, busyTimeoutMs: -1 }, /busyTimeoutMs must be a whole number/],
    [{ database, busyTimeoutMs: '1; drop' }, /busyTimeoutMs must be a whole number/],
    [{ database, clock: {} }, /clock must have the methods/],
    [{ database, path: 'a' }, /no option "path"/],
  ])('%j is refused', (options, message) => {
    refuse(sqliteInbox, options, message);
  });

  it('that are good run nothing', () => {
    const untouched = { exec: () => expect.unreachable(), prepare: () => expect.unreachable() };

    expect(() => sqliteInbox({ database: untouched })).not.toThrow();
  });
});

describe('H4: options of redisInbox', () => {
  const send = async () => [];

  it.each(['', 'a b', 'a*', '{a}', 'a\n', 'x'.repeat(101), 7, 'ü:'])('prefix %j is refused', (prefix) => {
    refuse(redisInbox, { send, prefix }, /prefix must be 1 to 100 letters/);
  });

  it.each(retentions)('retentionMs %j is refused', (retentionMs) => {
    refuse(redisInbox, { send, retentionMs }, /retentionMs must be/);
  });

  it.each([
    [{}, /either client, of redis or ioredis, or send/],
    [{ send, client: { call: send } }, /either client/],
    [{ client: 'redis://localhost' }, /client must have the methods sendCommand/],
    [{ client: {} }, /client must have the methods sendCommand/],
    [{ client: null }, /client must have the methods sendCommand/],
    [{ send: 'EVAL' }, /send must be a function/],
    [{ send, prefx: 'a' }, /no option "prefx"/],
  ])('%j is refused', (options, message) => {
    refuse(redisInbox, options, message);
  });

  it('with a send that returns something else are found out at the first claim', async () => {
    const inbox = redisInbox({ send: async () => ({ result: ['fresh', 1] }) });

    await expect(inbox.claim({ key: 'a', owner: 'b' }, 1_000)).rejects.toThrow(
      /answered with an object, not with a list/,
    );
  });
});
