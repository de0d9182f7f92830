export {
  createSessions,
  type MerchantSession,
  type ReadSessionOptions,
  type Sessions,
} from './create-sessions.js';
export type { SessionsOptions } from './sessions-options.js';
export type { SessionLease, SessionRow, SessionStore, SessionWrite } from './session-store.js';
export { toLambdaSessionsHandler } from './to-lambda-sessions-handler.js';
export { toNodeSessionsHandler, type NodeSessionsHandler } from './to-node-sessions-handler.js';
export { memorySessionStore, type MemorySessionStoreOptions } from './memory-session-store.js';
export {
  postgresSessionSql,
  postgresSessionStore,
  type PostgresSessionStore,
  type PostgresSessionStoreOptions,
} from './postgres-session-store.js';
export type { QueryPool } from '../databases/query-pool.js';
export { redisSessionStore, type RedisSessionStoreOptions } from './redis-session-store.js';
export type { IoRedisClient, NodeRedisClient, RedisSender } from '../databases/redis-sender.js';
export {
  sessionStoreConformance,
  type SessionStoreCheck,
  type SessionStoreHarness,
} from './session-store-conformance.js';
export type { SealingKeyOption } from '../sealing/import-sealing-keys.js';
export type { SealingKeysOption } from '../sealing/key-ring.js';
