export { createSession } from '../session/create-session.js';
export { indexedDbTokenStore, type IndexedDbTokenStoreOptions } from '../stores/indexed-db-token-store.js';
