import type { Clock } from '@fanfare/core';
import { FanfareError } from '@fanfare/core';
import { withDeadline } from '../session/with-deadline.js';
import { stores, transact, withDatabase } from '../stores/idb-database.js';
import type { KeyKeep } from './key-keep.js';
import type { ProofKey } from './make-proof.js';

/** Where keys are kept. */
export interface IndexedDbKeyKeepOptions {
  /** Names the shop, as the stored session does. */
  readonly namespace: string;
  readonly clock: Clock;
  /** @default `'fanfare'` */
  readonly databaseName?: string;
  /** @default `indexedDB` */
  readonly indexedDB?: IDBFactory;
}

/** Longest wait for one operation, in milliseconds. */
const timeoutMs = 2_000;

/**
 * Keeps keys in IndexedDB, which stores them without letting any script see what they are made of, and where all tabs of an
 * origin find them.
 */
export function indexedDbKeyKeep(options: IndexedDbKeyKeepOptions): KeyKeep {
  const { namespace, clock, databaseName = 'fanfare' } = options;
  const nameOf = (id: string): string => `${namespace} dpop ${id}`;

  const inStore = async <T>(
    mode: IDBTransactionMode,
    work: (keys: IDBObjectStore, done: (result: T) => void) => void,
  ): Promise<T> => {
    const run = (): Promise<T> =>
      withDatabase({ factory: options.indexedDB ?? globalThis.indexedDB, name: databaseName }, (database) =>
        transact<T>(database, mode, (store, done) => work(store(stores.keys), done)),
      );
    try {
      return await withDeadline(run, { clock, ms: timeoutMs });
    } catch (cause) {
      throw new FanfareError('The key of the session cannot be reached in IndexedDB; try again later.', {
        code: 'storage_unavailable',
        retryable: true,
        cause,
      });
    }
  };

  return {
    read: (id) =>
      inStore('readonly', (keys, done) => {
        const kept = keys.get(nameOf(id));
        kept.onsuccess = () => done(isProofKey(kept.result) ? kept.result : undefined);
      }),
    write: (key) => inStore('readwrite', (keys, done) => done(void keys.put(key, nameOf(key.id)))),
    remove: (id) => inStore('readwrite', (keys, done) => done(void keys.delete(nameOf(id)))),
  };
}

function isProofKey(value: unknown): value is ProofKey {
  const { privateKey, jwk } = Object(value) as Partial<Record<keyof ProofKey, unknown>>; // any members, or none
  return privateKey instanceof CryptoKey && typeof jwk === 'object';
}
