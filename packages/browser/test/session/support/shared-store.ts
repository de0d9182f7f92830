import type { TokenRecord } from '../../../src/stores/token-record.js';
import type { TokenStore } from '../../../src/stores/token-store.js';
import type { Tab } from './tab.js';
import type { VirtualTime } from './virtual-time.js';

/** A store that tabs share, as IndexedDB is: each operation takes its time and happens in one step. */
export interface SharedStore {
  forTab(tab: Tab): TokenStore;
  record: TokenRecord | null;
  /** What goes wrong with it. */
  trouble: 'none' | 'throws' | 'hangs' | 'lies' | 'throws-on-write';
  readonly operations: number;
}

/** Creates a store whose operations take up to `delayMs`. */
export function sharedStore(time: VirtualTime, random: () => number, delayMs: number = 6): SharedStore {
  let operations = 0;
  let old: TokenRecord | null = null;
  const perform = <T>(isWrite: boolean, operate: () => T): Promise<T> => {
    operations += 1;
    return new Promise((resolve, reject) => {
      time.at(time.now() + random() * delayMs, () => {
        const { trouble } = store;
        if (trouble === 'hangs') return;
        if (trouble === 'throws' || (trouble === 'throws-on-write' && isWrite)) {
          return reject(new DOMException('Connection to Indexed Database server lost', 'UnknownError'));
        }
        const result = operate();
        time.at(time.now() + random() * delayMs, () => resolve(result));
      });
    });
  };
  const store: SharedStore = {
    forTab: (tab) => ({
      read: () => tab.enter(perform(false, () => (store.trouble === 'lies' ? old : store.record))),
      write: (record, expected) =>
        tab.enter(
          perform(true, () => {
            if ((store.record?.revision ?? null) !== expected) return false;
            old = store.record;
            store.record = structuredClone(record);
            return true;
          }),
        ),
    }),
    record: null,
    trouble: 'none',
    get operations() {
      return operations;
    },
  };
  return store;
}
