import type { DatabaseSync } from 'node:sqlite';
import { webhookHandler, type WebhookInbox } from '@fanfare/node/webhooks';
import { postgresInbox } from '@fanfare/node/webhooks/postgres';
import { redisInbox } from '@fanfare/node/webhooks/redis';
import { sqliteInbox } from '@fanfare/node/webhooks/sqlite';
import type { Cluster, Redis } from 'ioredis';
import type { Client, Pool, PoolClient } from 'pg';
import type { ReservedSql, Sql } from 'postgres';
import { createClient, createClientPool } from 'redis';
import { expectTypeOf } from 'vitest';

declare const pool: Pool;
declare const client: Client;
declare const sql: Sql;
declare const io: Redis | Cluster;
declare const database: DatabaseSync;
const secrets = ['whsec_'];

// Handlers get the client of the library, by its full type.
void webhookHandler({
  secrets,
  inbox: postgresInbox({ pool }),
  on: { 'order.completed': (_, { tx }) => expectTypeOf(tx).toEqualTypeOf<PoolClient>() },
});
void webhookHandler({
  secrets,
  inbox: postgresInbox({ sql, table: 'shop.inbox' }),
  on: { 'order.completed': (_, { tx }) => expectTypeOf(tx).toEqualTypeOf<ReservedSql>() },
});
// @ts-expect-error - a client has no connection of its own to give
void postgresInbox({ pool: client });
// @ts-expect-error - neither pool nor sql
void postgresInbox({ table: 'inbox' });

// The others have none.
for (const inbox of [
  redisInbox({ client: io }),
  redisInbox({ client: createClient() }),
  redisInbox({ client: createClientPool() }),
  redisInbox({ send: async ([command, ...args]) => [command, args] }),
  sqliteInbox({ database }),
]) {
  expectTypeOf(inbox).toExtend<WebhookInbox>();
  void webhookHandler({
    secrets,
    inbox,
    on: { 'order.completed': (_, { tx }) => expectTypeOf(tx).toEqualTypeOf<undefined>() },
  });
}
// @ts-expect-error - a file is opened by whoever owns it
void sqliteInbox({ database: 'inbox.db' });
