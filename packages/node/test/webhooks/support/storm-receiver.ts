// Runs in a process of its own, until it is killed: receives webhooks, and fails now and then by itself.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import {
  type NodeWebhookHandler,
  toNodeHandler,
  webhookHandler,
  type WebhookHandlerOptions,
} from '@fanfare/node/webhooks';
import { postgresInbox } from '@fanfare/node/webhooks/postgres';
import { redisInbox } from '@fanfare/node/webhooks/redis';
import { sqliteInbox } from '@fanfare/node/webhooks/sqlite';

/** What a receiver is told at its start. */
export interface StormSettings {
  readonly store: 'postgres' | 'redis' | 'sqlite';
  /** Where the store is: an address, or a file. */
  readonly url: string;
  /** The schema, or the prefix of the keys. */
  readonly name: string;
  readonly secret: string;
  readonly leaseMs: number;
}

const { store, url, name, secret, leaseMs } = JSON.parse(process.argv[2] ?? '{}') as StormSettings;

// Some of it is unlucky; which does not matter, for the parent decides by its seed who is killed.
let calls = 0;
function stumble(): void {
  calls += 1;
  if (calls % 7 === 3) throw new Error('a handler that fails now and then');
}

const common = { secrets: [secret], leaseMs, onError: () => {} };

const handlers: Readonly<Record<StormSettings['store'], () => NodeWebhookHandler>> = {
  postgres() {
    const pool = new Pool({ connectionString: url, max: 4 });
    pool.on('error', () => {});
    const counters = [1, 2, 3];
    return toNodeHandler(
      webhookHandler({
        ...common,
        inbox: postgresInbox({ pool, table: `${name}.inbox` }),
        on: {
          async 'order.completed'(event, { tx }) {
            await tx.query(`insert into ${name}.effects (name) values ($1)`, [event.id]);
            stumble();
            // In an order that differs between events, so that some wait for each other for ever.
            const from = event.id.length + Number(event.id.at(-1));
            for (const step of [0, 1]) {
              const counter = counters[(from + (from % 2 === 0 ? step : 2 * step)) % 3];
              await tx.query(`update ${name}.counters set n = n + 1 where id = $1`, [counter]);
            }
            stumble();
          },
        },
      }),
    );
  },
  redis() {
    const client = new Redis(url);
    const inbox = redisInbox({ client, prefix: `${name}inbox:` });
    return keyed({ ...common, inbox }, async (id) => {
      await client.hincrby(`${name}effects`, id, 1);
    });
  },
  sqlite() {
    const database = new DatabaseSync(url);
    const inbox = sqliteInbox({ database });
    const insert = database.prepare(
      'insert into effects (name, runs) values (?, 1) on conflict do update set runs = runs + 1',
    );
    return keyed({ ...common, inbox }, async (id) => void insert.run(id));
  },
};

type Options = Pick<WebhookHandlerOptions, 'secrets' | 'leaseMs' | 'onError' | 'inbox'>;

/** A handler whose effect is keyed by the id of the event. */
function keyed(options: Options, write: (id: string) => Promise<void>): NodeWebhookHandler {
  return toNodeHandler(
    webhookHandler({
      ...options,
      on: {
        async 'order.completed'(event) {
          stumble();
          await write(event.id);
          stumble();
        },
      },
    }),
  );
}

const server = createServer(handlers[store]());
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port)); // it listens on a port
