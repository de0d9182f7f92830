export { connect, type Connection } from '../connection.js';
export type {
  AccessOptions,
  Guard,
  Session,
  SessionClock,
  SessionConsumer,
  SessionEvents,
  SessionOptions,
  SessionStatus,
  SessionView,
  TokenExchange,
  TokenInUse,
} from './session.js';
export { memoryTokenStore } from '../stores/memory-token-store.js';
export type { EndedRecord, LiveRecord, SharedBackoff, TokenRecord } from '../stores/token-record.js';
export type { TokenStore } from '../stores/token-store.js';
