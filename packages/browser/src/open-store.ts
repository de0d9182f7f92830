import type { Host } from './host.js';
import type { ResolvedOptions } from './options.js';
import { adoptingTokenStore } from './stores/adopting-token-store.js';
import { indexedDbTokenStore } from './stores/indexed-db-token-store.js';
import { memoryTokenStore } from './stores/memory-token-store.js';
import type { TokenStore } from './stores/token-store.js';

type StoreChoice = Pick<ResolvedOptions, 'store' | 'namespace' | 'organizationId' | 'clock'>;

/** Opens the store that the options ask for; neither a database nor other storage is looked for before the first use. */
export function openStore(options: StoreChoice, { keep }: Pick<Host, 'keep'>): TokenStore {
  const { store, namespace, organizationId, clock } = options;
  if (typeof store === 'object') return store;
  if (store === 'memory') return memoryTokenStore();
  const own = indexedDbTokenStore({ namespace });
  // Its session lies under the name of the organization; which key belongs to that one, nothing here can tell.
  if (organizationId === undefined) return own;
  return adoptingTokenStore({ store: own, organizationId, keep, now: () => clock.now() });
}
