export type { CredentialStrategy } from './credential-strategy.js';
export { callWith } from './call-with.js';
export { staticKey, type KeyOption } from './static-key.js';
export { apiToken, type ApiToken, type ApiTokenExpiry, type ApiTokenOptions } from './api-token.js';
export { createTokenManager, type TokenManager } from './token-manager.js';
export type { TokenManagerOptions } from './token-manager-options.js';
export type { TokenManagerEvent } from './token-manager-event.js';
export type { IssuedTokens, TokenExchange } from './token-exchange.js';
export { fincodeExchange, type FincodeExchangeOptions } from './fincode-exchange.js';
export type { TokenOwner, TokenStore, TokenTurn } from './token-store.js';
export { memoryTokenStore, type MemoryTokenStoreOptions } from './memory-token-store.js';
export { fileTokenStore, type FileTokenStoreOptions } from './file-token-store.js';
export { redisTokenStore, type RedisTokenStoreOptions } from './redis-token-store.js';
export {
  postgresTokenSql,
  postgresTokenStore,
  type PostgresTokenStore,
  type PostgresTokenStoreOptions,
} from './postgres-token-store.js';
export type { QueryPool } from '../databases/query-pool.js';
export type { IoRedisClient, NodeRedisClient, RedisSender } from '../databases/redis-sender.js';
export {
  tokenStoreConformance,
  type TokenStoreCheck,
  type TokenStoreHarness,
} from './token-store-conformance.js';
export { encryptedTokenStore } from './encrypted-token-store.js';
export {
  createKeyRing,
  type KeyRing,
  type KeyRingOptions,
  type SealingKeysOption,
} from '../sealing/key-ring.js';
export type { SealingKey, SealingKeyOption } from '../sealing/import-sealing-keys.js';
export { SealedRecordError, type SealingRefusal } from '../sealing/sealing-error.js';
export { Secret } from '../secret.js';
