import { describe, expect, it } from 'vitest';
import { OptionsError } from '@fanfare/core/base';
import { postgresInbox, postgresInboxSql } from '@fanfare/node/webhooks/postgres';

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
