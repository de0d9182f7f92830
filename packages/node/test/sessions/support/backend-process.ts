// One process of a merchant's backend: the real handler over a store that it shares with others. It tells its port and runs until it is killed.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';
import { createClient } from 'redis';
import {
  createSessions,
  postgresSessionStore,
  redisSessionStore,
  toNodeSessionsHandler,
  type SessionStore,
} from '@fanfare/node/sessions';

/** What a process is told on its command line. */
export interface BackendPlan {
  readonly store: 'postgres' | 'redis';
  readonly url: string;
  /** The table, or the prefix. */
  readonly name: string;
  readonly publishableKey: string;
  readonly baseUrl: string;
}

const plan = JSON.parse(process.argv[2] ?? '{}') as BackendPlan; // what the test wrote

async function openStore(): Promise<SessionStore> {
  if (plan.store === 'postgres') {
    const store = postgresSessionStore({ pool: new Pool({ connectionString: plan.url }), table: plan.name });
    await store.createTable();
    return store;
  }
  return redisSessionStore({ client: await createClient({ url: plan.url }).connect(), prefix: plan.name });
}

const { handler } = createSessions({
  publishableKey: plan.publishableKey as `pk_test_${string}`, // from the mock
  store: await openStore(),
  keys: [{ id: 'k1', secret: Uint8Array.from({ length: 32 }, (_, index) => index * 5) }],
  origins: ['https://shop.example'],
  baseUrl: plan.baseUrl,
});
const server = createServer(toNodeSessionsHandler(handler));
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port)); // a TCP server that listens has one
