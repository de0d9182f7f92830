import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeHandler, webhookHandler, type WebhookHandlerOptions } from '@fanfare/node/webhooks';
import { postgresInbox } from '@fanfare/node/webhooks/postgres';
import { Pool } from 'pg';
import { openCuttingProxy } from './cutting-proxy.ts';

/** A merchant's receiver of webhooks, with its inbox in PostgreSQL behind a link that can be cut. */
export interface Receiver {
  readonly url: string;
  /** Takes this secret, too, from the next delivery on. */
  take(secret: string): void;
  cutLink(): void;
  /** How often each event had its effect. */
  effects(): Promise<ReadonlyMap<string, number>>;
  close(): Promise<void>;
}

/** Opens a receiver; its tables are in a schema of their own. */
export async function openReceiver(options: {
  readonly databaseUrl: string;
  readonly secret: string;
  readonly clock: NonNullable<WebhookHandlerOptions<unknown>['clock']>;
}): Promise<Receiver> {
  const { databaseUrl, secret, clock } = options;
  const target = new URL(databaseUrl);
  const link = await openCuttingProxy({ host: target.hostname, port: Number(target.port || 5432) });
  const through = new URL(databaseUrl);
  through.hostname = '127.0.0.1';
  through.port = String(link.port);
  const pool = new Pool({ connectionString: through.href, max: 8, connectionTimeoutMillis: 5_000 });
  pool.on('error', () => {}); // idle connections are cut, too
  const direct = new Pool({ connectionString: databaseUrl, max: 1 });
  const schema = `soak_${crypto.randomUUID().replaceAll('-', '')}`;
  await direct.query(`create schema ${schema}`);
  await direct.query(`create table ${schema}.effects (event_id text not null)`);
  const inbox = postgresInbox({ pool, table: `${schema}.inbox` });
  await inbox.createTable();

  const handlerOf = (secrets: readonly string[]) =>
    toNodeHandler(
      webhookHandler({
        secrets,
        inbox,
        clock,
        on: {},
        fallback: ({ id }, { tx }) => tx.query(`insert into ${schema}.effects values ($1)`, [id]),
        onError: () => {}, // links are cut on purpose
      }),
    );
  const secrets = [secret];
  let handler = handlerOf(secrets);
  const server: Server = createServer((request, response) => handler(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`, // it listens on a port
    take(added) {
      secrets.unshift(added);
      handler = handlerOf(secrets);
    },
    cutLink: () => link.cut(),
    async effects() {
      const { rows } = await direct.query(
        `select event_id, count(*)::int as n from ${schema}.effects group by 1`,
      );
      return new Map(rows.map((row: { event_id: string; n: number }) => [row.event_id, row.n]));
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await pool.end().catch(() => {});
      link.close();
      await direct.query(`drop schema ${schema} cascade`);
      await direct.end();
    },
  };
}
