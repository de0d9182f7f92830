export {
  postgresInbox,
  type PostgresInbox,
  type PostgresInboxSettings,
  type PostgresPoolOptions,
  type PostgresSqlOptions,
} from './postgres-inbox.js';
export { postgresInboxSql } from './postgres-inbox-sql.js';
export type {
  ClientOf,
  PostgresPool,
  PostgresPoolClient,
  PostgresSql,
  ReservedOf,
  ReservedPostgresSql,
} from './postgres-clients.js';
