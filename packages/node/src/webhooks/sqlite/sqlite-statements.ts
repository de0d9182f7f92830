// Table of the statements of a SQLite inbox. Each is atomic by itself, so that none needs a transaction.
import type { TableName } from '../table-name.js';

/** The statements over one table. */
export interface SqliteStatements {
  readonly create: string;
  /** key, owner, now, now + lease, now + retention → attempts, where the claim was given */
  readonly claim: string;
  /** now, key → deletes up to two others that are past their retention */
  readonly forget: string;
  /** key → done, lease_until */
  readonly look: string;
  /** key, owner, now + lease → a row where it worked */
  readonly renew: string;
  /** key, owner → a row where it worked */
  readonly complete: string;
  /** key, owner → a row where it worked */
  readonly release: string;
  /** now → deletes some; a row while there may be more */
  readonly prune: string;
}

/** Writes the statements for a table. */
export function sqliteStatements({ table, index }: TableName): SqliteStatements {
  const forgotten = `forget_at <= ?1 and (done = 1 or lease_until <= ?1)`;
  return {
    create: `create table if not exists ${table} (
  key text primary key,
  owner text,
  attempts integer not null,
  lease_until integer not null,
  done integer not null default 0,
  forget_at integer not null
) without rowid;
create index if not exists ${index} on ${table} (forget_at);
`,
    claim: `insert into ${table} (key, owner, attempts, lease_until, forget_at) values (?1, ?2, 1, ?4, ?5)
on conflict (key) do update set
  owner = excluded.owner,
  attempts = case when forget_at <= ?3 then 1 else attempts + 1 end,
  lease_until = excluded.lease_until,
  done = 0,
  forget_at = excluded.forget_at
where (done = 0 and lease_until <= ?3) or (done = 1 and forget_at <= ?3)
returning attempts`,
    forget: `delete from ${table} where key in (
  select key from ${table} where ${forgotten} and key <> ?2 order by forget_at limit 2
)`,
    look: `select done, lease_until from ${table} where key = ?1`,
    renew: `update ${table} set lease_until = ?3 where key = ?1 and owner = ?2 and done = 0 returning 1`,
    complete: `update ${table} set done = 1 where key = ?1 and owner = ?2 returning 1`,
    release: `update ${table} set owner = null, lease_until = 0 where key = ?1 and owner = ?2 and done = 0 returning 1`,
    prune: `delete from ${table} where key in (
  select key from ${table} where ${forgotten} order by forget_at limit 1000
) returning 1`,
  };
}
