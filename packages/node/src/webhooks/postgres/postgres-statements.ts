// Table of the statements of a PostgreSQL inbox. Each is one round trip and atomic by itself. Times are those of the
// server. No statement waits for a row that a transaction of a handler holds: it skips it.
import type { TableName } from '../table-name.js';

/** The statements over one table. */
export interface PostgresStatements {
  readonly create: readonly string[];
  /** key, owner, leaseMs, retentionMs → state, attempts, remaining_ms */
  readonly claim: string;
  /** key, owner, leaseMs → a row where it worked */
  readonly renew: string;
  /** key, owner → a row where it worked */
  readonly complete: string;
  /** key, owner */
  readonly release: string;
  /** key, owner, limitMs → the id of the transaction, where the claim is held */
  readonly hold: string;
  /** key, owner, the id of the transaction → a row where it worked */
  readonly completeHeld: string;
  /** limit → a row for each that was deleted */
  readonly prune: string;
}

/** Writes the statements for a table. */
export function postgresStatements({ table, index }: TableName): PostgresStatements {
  const ms = (parameter: string): string => `${parameter}::float8 * interval '1 millisecond'`;
  const held = `select key from ${table} where key = $1 and owner = $2`;
  const forgotten = `forget_at <= now() and (done_at is not null or lease_until <= now())`;
  // Only where the server has no limit of its own: a stricter one was set for a reason.
  const limit = (name: string): string =>
    `case current_setting('${name}') when '0' then set_config('${name}', $3, true) end`;
  return {
    create: [
      `create table if not exists ${table} (
  key text collate "C" primary key,
  owner text,
  attempts integer not null,
  lease_until timestamptz not null,
  done_at timestamptz,
  forget_at timestamptz not null
) with (fillfactor = 80)`,
      `create index if not exists ${index} on ${table} (forget_at)`,
    ],
    claim: `with forgotten as (
  delete from ${table} where key in (
    select key from ${table} where ${forgotten} and key <> $1 order by forget_at limit 2 for update skip locked
  )
), inserted as (
  insert into ${table} (key, owner, attempts, lease_until, forget_at)
  values ($1, $2, 1, now() + ${ms('$3')}, now() + ${ms('$4')})
  on conflict (key) do nothing
  returning attempts
), free as (
  select key from ${table}
  where key = $1 and lease_until <= now() and (done_at is null or forget_at <= now())
  for update skip locked
), taken as (
  update ${table} as t set
    owner = $2,
    attempts = case when t.forget_at <= now() then 1 else t.attempts + 1 end,
    lease_until = now() + ${ms('$3')},
    done_at = null,
    forget_at = now() + ${ms('$4')}
  from free where t.key = free.key
  returning t.attempts
), fresh as (
  select attempts from inserted union all select attempts from taken
)
select 'fresh' as state, attempts, null::float8 as remaining_ms from fresh
union all
select
  case when done_at is null then 'in_flight' else 'done' end,
  attempts,
  extract(epoch from lease_until - now())::float8 * 1000
from ${table} where key = $1 and not exists (select from fresh)`,
    renew: `update ${table} set lease_until = now() + ${ms('$3')}
where key = (${held} and done_at is null for update skip locked) returning 1`,
    complete: `update ${table} set done_at = coalesce(done_at, now())
where key = (${held} for update skip locked) returning 1`,
    release: `update ${table} set owner = null, lease_until = now()
where key = (${held} and done_at is null for update skip locked)`,
    hold: `select txid_current()::text as transaction,
  ${limit('idle_in_transaction_session_timeout')},
  ${limit('statement_timeout')}
from (${held} and done_at is null for update skip locked) as held`,
    completeHeld: `update ${table} set done_at = clock_timestamp()
where key = $1 and owner = $2 and txid_current()::text = $3 returning 1`,
    prune: `delete from ${table} where key in (
  select key from ${table} where ${forgotten} order by forget_at limit $1 for update skip locked
) returning 1`,
  };
}
