import { stores, transact, withDatabase } from './idb-database.js';
import { isTokenRecord } from './is-token-record.js';
import { newSealingKey, seal, unseal } from './seal.js';
import type { SealedRow } from './seal.js';
import type { TokenRecord } from './token-record.js';
import type { TokenStore } from './token-store.js';

/** Where a sealed session is kept. */
export interface IndexedDbTokenStoreOptions {
  /** Names the session: organization, mode and key. Sessions of other names cannot be opened in its place. */
  readonly namespace: string;
  /** @default `'fanfare'` */
  readonly databaseName?: string;
  /** @default `indexedDB` */
  readonly indexedDB?: IDBFactory;
  /** @default `crypto` */
  readonly crypto?: Crypto;
}

/**
 * Keeps a session in IndexedDB, shared by the tabs of an origin and sealed with a key that no script can
 * export. The seal is against copies of the disk and careless dumps; a script that runs in the page can use
 * the session as the page does. What was tampered with counts as absent.
 *
 * Nothing is opened before the first operation, and every operation may fail where the browser forbids
 * storage; the session then goes on in memory and says so (`degraded`).
 *
 * @example
 * ```ts
 * import { indexedDbTokenStore } from '@fanfare/browser/token-engine';
 *
 * const store = indexedDbTokenStore({ namespace: 'my-shop' });
 * ```
 */
export function indexedDbTokenStore(options: IndexedDbTokenStoreOptions): TokenStore {
  const { namespace, databaseName = 'fanfare' } = options;
  const inDatabase = <T>(work: (database: IDBDatabase) => Promise<T>): Promise<T> =>
    withDatabase({ factory: options.indexedDB ?? globalThis.indexedDB, name: databaseName }, work);
  const cryptography = (): Crypto => options.crypto ?? globalThis.crypto;

  const read = async (database: IDBDatabase): Promise<TokenRecord | null> => {
    const { row, key } = await transact<Kept>(database, 'readonly', (store, done) => {
      const row = store(stores.rows).get(namespace);
      const key = store(stores.keys).get(namespace);
      key.onsuccess = () => done({ row: row.result as unknown, key: key.result as unknown });
    });
    if (row === undefined) return null;
    try {
      const { revision } = row as SealedRow;
      const context = { key: key as CryptoKey, namespace, revision };
      const record = await unseal(cryptography(), row as SealedRow, context);
      if (isTokenRecord(record)) return record;
    } catch {
      // Tampered with, or sealed with a key that is lost: it counts as absent.
    }
    await discard(database, row);
    return null;
  };

  /** Removes a row that does not open, unless another tab has replaced it meanwhile. */
  const discard = (database: IDBDatabase, unreadable: unknown): Promise<void> =>
    transact<void>(database, 'readwrite', (store) => {
      const current = store(stores.rows).get(namespace);
      current.onsuccess = () => {
        if (revisionOf(current.result) === revisionOf(unreadable)) store(stores.rows).delete(namespace);
      };
    });

  /** Returns the key, the first one that any tab made. */
  const sealingKey = async (database: IDBDatabase): Promise<CryptoKey> => {
    const fresh = await newSealingKey(cryptography());
    return transact<CryptoKey>(database, 'readwrite', (store, done) => {
      const kept = store(stores.keys).get(namespace);
      kept.onsuccess = () => {
        if (kept.result !== undefined) return done(kept.result as CryptoKey);
        store(stores.keys).put(fresh, namespace);
        done(fresh);
      };
    });
  };

  const write = async (
    database: IDBDatabase,
    record: TokenRecord,
    expected: string | null,
  ): Promise<boolean> => {
    const key = await sealingKey(database);
    const row = await seal(cryptography(), record, { key, namespace, revision: record.revision });
    return transact<boolean>(database, 'readwrite', (store, done) => {
      const current = store(stores.rows).get(namespace);
      current.onsuccess = () => {
        const fits =
          current.result === undefined ? expected === null : revisionOf(current.result) === expected;
        if (fits) store(stores.rows).put(row, namespace);
        done(fits);
      };
    });
  };

  return {
    read: () => inDatabase(read),
    write: (record, expected) => inDatabase((database) => write(database, record, expected)),
  };
}

interface Kept {
  readonly row: unknown;
  readonly key: unknown;
}

function revisionOf(row: unknown): unknown {
  return (row as Partial<SealedRow> | null | undefined)?.revision;
}
