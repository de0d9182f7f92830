import { attempt } from '../attempt.js';
import type { Connection } from '../connection.js';
import type { Host } from '../host.js';
import type { ResolvedOptions } from '../options.js';
import { withDeadline } from '../session/with-deadline.js';
import type { TabMessage } from '../tabs/tab-message.js';
import { stores, transact, withDatabase } from './idb-database.js';
import { leftNames } from './left-names.js';
import { newId } from './new-id.js';
import type { TokenStore } from './token-store.js';

/** How long a store may take, in milliseconds. */
const storeMs = 2_000;

/**
 * Signs out without the code that could read the session: what is kept of it is removed unread, and the other tabs, which may hold
 * it, are asked to end it and to tell the platform.
 *
 * @throws where something may be left here
 */
export async function forgetSession({ options, host }: Pick<Connection, 'options' | 'host'>): Promise<void> {
  try {
    await clear(options, host);
  } finally {
    tell(host.channel, options.namespace); // last: a tab that has just read it is told afterwards
  }
}

async function clear(options: ResolvedOptions, host: Host): Promise<void> {
  const { store, namespace, organizationId, cookieMode, clock } = options;
  if (cookieMode !== undefined) throw new TypeError('No script can take a hidden cookie back.');
  if (store === 'memory') return;
  const ms = (typeof store === 'object' ? store.timeoutMs : undefined) ?? storeMs;
  await withDeadline(() => (typeof store === 'object' ? end(store) : remove(namespace)), { clock, ms });
  if (organizationId === undefined) return;
  for (const name of leftNames(organizationId)) host.keep()?.removeItem(name);
}

function tell(connect: Host['channel'], namespace: string): void {
  // A sandboxed frame may have no channel; the others then find out with their next refresh.
  attempt(() => {
    const channel = connect?.(`fanfare:${namespace}`);
    channel?.postMessage({ type: 'leave' } satisfies TabMessage);
    channel?.close();
  });
}

async function end(store: TokenStore): Promise<void> {
  const current = await store.read();
  if (current?.kind !== 'live') return;
  const { id, epoch, revision } = current;
  const ended = { kind: 'ended', reason: 'logout', id, epoch, revision: newId() } as const;
  if (!(await store.write(ended, revision))) return end(store); // another tab wrote meanwhile
}

async function remove(namespace: string): Promise<void> {
  const { indexedDB } = globalThis as Partial<typeof globalThis>; // missing on a server
  if (indexedDB === undefined) return;
  await withDatabase({ factory: indexedDB, name: 'fanfare' }, (database) =>
    transact<void>(database, 'readwrite', (store) => void store(stores.rows).delete(namespace)),
  );
}
