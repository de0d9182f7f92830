import { webhookHandler } from '@fanfare/node/webhooks';
import { postgresInbox } from '@fanfare/node/webhooks/postgres';
import type { Pool } from 'pg';

/** What the receiver of webhooks needs. */
export interface OrderWebhookOptions {
  readonly pool: Pool;
  readonly secret: string;
  /** The schema that its tables are in, so that several shops fit into one database. */
  readonly schema: string;
}

/** Makes the tables, and a handler that writes each paid order exactly once, however often and in whatever order it is told. */
export async function orderWebhooks(
  options: OrderWebhookOptions,
): Promise<(request: Request) => Promise<Response>> {
  const { pool, secret, schema } = options;
  await pool.query(`create schema if not exists ${schema}`);
  await pool.query(
    `create table if not exists ${schema}.paid_orders (order_id text primary key, event_id text not null, paid_at timestamptz not null)`,
  );
  await pool.query(
    `create table if not exists ${schema}.unread_events (event_id text primary key, event jsonb not null)`,
  );
  const inbox = postgresInbox({ pool, table: `${schema}.webhook_inbox` });
  await inbox.createTable();

  return webhookHandler({
    secrets: [secret],
    inbox,
    on: {
      // No "if it is not there yet": a second run of this event cannot get here, and a crash takes the row along.
      'order.completed': ({ id, timestamp, data }, { tx }) =>
        tx.query(`insert into ${schema}.paid_orders values ($1, $2, $3)`, [data.orderId, id, timestamp]),
    },
    deadLetter: (event, { tx }) =>
      tx.query(`insert into ${schema}.unread_events values ($1, $2)`, [event.id, JSON.stringify(event)]),
  });
}
