// One process of a server that logs in at a platform, over a store that it shares with others. It does as it is told, until it is killed.
import { Pool } from 'pg';
import { createClient } from 'redis';
import {
  createKeyRing,
  createTokenManager,
  fincodeExchange,
  postgresTokenStore,
  redisTokenStore,
  type TokenStore,
} from '@fanfare/node/credentials';
import type { Secret } from '@fanfare/node';

/** What a process is told on its command line. */
export interface TokenPlan {
  readonly store: 'postgres' | 'redis';
  readonly url: string;
  /** The table, or the prefix. */
  readonly name: string;
  readonly baseUrl: string;
  readonly email: string;
  readonly password: string;
}

/** What it may be told to do. */
export type TokenOrder = 'get' | 'renew';

const plan = JSON.parse(process.argv[2] ?? '{}') as TokenPlan; // what the test wrote
const keys = createKeyRing([{ id: 'k1', secret: Uint8Array.from({ length: 32 }, (_, at) => at * 5) }]);

async function openStore(): Promise<TokenStore> {
  if (plan.store === 'postgres') {
    const pool = new Pool({ connectionString: plan.url });
    const store = postgresTokenStore({ pool, keys, table: plan.name });
    await store.createTable();
    return store;
  }
  const client = await createClient({ url: plan.url }).connect();
  return redisTokenStore({ client, keys, prefix: plan.name });
}

const { baseUrl, email, password } = plan;
const tokens = createTokenManager({
  owner: { tenant: 'aurora', user: 'till' },
  exchange: fincodeExchange({ baseUrl, email, password }),
  store: await openStore(),
  leaseMs: 4_000,
});
let held: Secret | undefined;
const orders: Readonly<Record<TokenOrder, () => Promise<Secret>>> = {
  get: () => tokens.get(),
  renew: async () => (held === undefined ? tokens.get() : tokens.renew(held)),
};
process.on('message', async (order: TokenOrder) => {
  try {
    held = await orders[order]();
    process.send?.({ token: held.reveal() });
  } catch (error) {
    process.send?.({ error: String(error) });
  }
});
process.send?.('ready');
