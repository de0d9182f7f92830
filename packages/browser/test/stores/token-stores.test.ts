import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, test } from 'vitest';
import { indexedDbTokenStore } from '../../src/stores/indexed-db-token-store.js';
import { memoryTokenStore } from '../../src/stores/memory-token-store.js';
import type { TokenRecord } from '../../src/stores/token-record.js';
import type { TokenStore } from '../../src/stores/token-store.js';
import { tokenStoreConformance } from '../../src/testing/token-store-conformance.js';
import { sharedStore } from '../session/support/shared-store.js';
import { openTab } from '../session/support/tab.js';
import { virtualTime } from '../session/support/virtual-time.js';

const factories = new WeakMap<TokenStore, IDBFactory>();

function databaseStore(indexedDB: IDBFactory = new IDBFactory()): TokenStore {
  const store = indexedDbTokenStore({ namespace: 'shop:test', indexedDB });
  factories.set(store, indexedDB);
  return store;
}

describe('B8: conformance', () => {
  describe('memoryTokenStore', () => {
    for (const check of tokenStoreConformance({ create: memoryTokenStore })) test(check.name, check.run);
  });

  describe('indexedDbTokenStore', () => {
    const reopen = (store: TokenStore): TokenStore => databaseStore(factories.get(store));
    for (const check of tokenStoreConformance({ create: () => databaseStore(), reopen })) {
      test(check.name, check.run);
    }
  });

  describe('the shared store that the tests of the engine use', () => {
    const create = (): TokenStore => {
      const time = virtualTime();
      const store = sharedStore(time, () => 0).forTab(openTab(time));
      return {
        read: () => time.until(store.read()),
        write: (record, expected) => time.until(store.write(record, expected)),
      };
    };
    for (const check of tokenStoreConformance({ create })) test(check.name, check.run);
  });

  test('finds the faults it is there to find', async () => {
    let kept: TokenRecord | null = null;
    const careless: TokenStore = {
      read: async () => kept,
      write: async (record) => ((kept = record), true),
    };
    const failed: string[] = [];
    for (const check of tokenStoreConformance({ create: () => ((kept = null), careless) })) {
      await check.run().catch(() => failed.push(check.name));
    }

    expect(failed).toEqual([
      'keeps what has another revision',
      'keeps being empty where a revision is expected',
      'lets one of many writers win',
    ]);
  });
});
