import type { WebhookHandlerOptions } from '@fanfare/node/webhooks';
import { postgresInbox } from '@fanfare/node/webhooks/postgres';
import { redisInbox } from '@fanfare/node/webhooks/redis';
import type { PoolClient } from 'pg';
import type { Stores } from './stores.ts';

/** An inbox, what an event does by way of it, and how to read what was done. */
export interface Effects<Tx> {
  readonly inbox: NonNullable<WebhookHandlerOptions<Tx>['inbox']>;
  readonly write: (id: string, tx: Tx) => Promise<unknown>;
  /** How often each event had its effect. */
  read(): Promise<ReadonlyMap<string, number>>;
}

/** Effects that are committed together with the inbox: each of them exactly once. */
export async function postgresEffects({ pool }: Stores): Promise<Effects<PoolClient>> {
  await pool.query('create table effects (event_id text not null)');
  const inbox = postgresInbox({ pool });
  await inbox.createTable();
  return {
    inbox,
    write: (id, tx) => tx.query('insert into effects values ($1)', [id]),
    async read() {
      const { rows } = await pool.query('select event_id, count(*)::int as n from effects group by 1');
      return new Map(rows.map((row: { event_id: string; n: number }) => [row.event_id, row.n]));
    },
  };
}

/** Effects that are keyed by the event, as the inbox in Redis wants them. */
export function redisEffects({ redis }: Stores): Effects<undefined> {
  return {
    inbox: redisInbox({ client: redis }),
    write: (id) => redis.hset('effects', id, '1'),
    async read() {
      return new Map(Object.entries(await redis.hgetall('effects')).map(([id, n]) => [id, Number(n)]));
    },
  };
}
