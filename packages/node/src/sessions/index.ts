export {
  createSessions,
  type MerchantSession,
  type ReadSessionOptions,
  type Sessions,
} from './create-sessions.js';
export type { SessionsOptions } from './sessions-options.js';
export type { SessionLease, SessionRow, SessionStore, SessionWrite } from './session-store.js';
export { memorySessionStore, type MemorySessionStoreOptions } from './memory-session-store.js';
export type { SealingKeyOption } from '../sealing/import-sealing-keys.js';
export type { SealingKeysOption } from '../sealing/key-ring.js';
