import type { ResolvedOptions } from './options.js';
import { indexedDbTokenStore } from './stores/indexed-db-token-store.js';
import { memoryTokenStore } from './stores/memory-token-store.js';
import type { TokenStore } from './stores/token-store.js';

/** Opens the store that the options ask for; a database is not looked for before the first use. */
export function openStore({ store, namespace }: Pick<ResolvedOptions, 'store' | 'namespace'>): TokenStore {
  if (typeof store === 'object') return store;
  return store === 'memory' ? memoryTokenStore() : indexedDbTokenStore({ namespace });
}
