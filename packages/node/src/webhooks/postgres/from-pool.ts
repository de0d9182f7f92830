import { OptionsError } from '@fanfare/core/base';
import type {
  ClientOf,
  PostgresConnection,
  PostgresPool,
  PostgresPoolClient,
  PostgresSource,
  Row,
} from './postgres-clients.js';

/** Takes connections from a `Pool` of `pg`, or of what looks like it. */
export function fromPool<Pool extends PostgresPool>(pool: Pool): PostgresSource<ClientOf<Pool>> {
  return {
    query: async (text, values = []) => (await pool.query(text, [...values])).rows as readonly Row[], // named columns
    async connect() {
      const client: PostgresPoolClient = await pool.connect();
      if (typeof client?.query === 'function' && typeof client.release === 'function') {
        return connectionOf<ClientOf<Pool>>(client);
      }
      throw new OptionsError(
        'pool must be a Pool, whose connect() hands out a connection of its own. A Client is one connection that the rest of your code uses too: its statements would end up in the transactions of handlers. `new Pool({ max: 1 })` will do.',
      );
    },
  };
}

function connectionOf<Client>(client: PostgresPoolClient): PostgresConnection<Client> {
  return {
    raw: client as Client, // the very client of the pool, by its full type
    query: async (text, values = []) => (await client.query(text, [...values])).rows as readonly Row[], // named columns
    onLoss: (listener) => listen(client, listener),
    release: () => client.release(),
    discard: () => client.release(true),
  };
}

interface Emitter {
  on(event: 'error', listener: (error: unknown) => void): unknown;
  removeListener(event: 'error', listener: (error: unknown) => void): unknown;
}

/** A client that is handed out has no listener, and an `error` without one ends the process. */
function listen(client: object, listener: (error: unknown) => void): () => void {
  const emitter = client as Partial<Emitter>; // clients of `pg` are; others need not be
  if (typeof emitter.on !== 'function' || typeof emitter.removeListener !== 'function') return () => {};
  emitter.on('error', listener);
  return () => void emitter.removeListener?.('error', listener);
}
