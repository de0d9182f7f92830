import type { TokenRecord } from './token-record.js';
import type { TokenStore } from './token-store.js';

/**
 * Keeps a session in this page's memory: a reload ends it, and every tab has its own.
 *
 * @example
 * ```ts
 * import { FanfareClient, memoryTokenStore } from '@fanfare/browser';
 *
 * const fanfare = new FanfareClient({ publishableKey: 'pk_test_example', store: memoryTokenStore() });
 * ```
 */
export function memoryTokenStore(): TokenStore {
  let kept: TokenRecord | null = null;
  return {
    read: async () => kept,
    write: async (record, expected) => {
      if ((kept?.revision ?? null) !== expected) return false;
      kept = record;
      return true;
    },
  };
}
