export { sqliteInbox, type SqliteInbox, type SqliteInboxOptions } from './sqlite-inbox.js';
export type { SqliteDatabase, SqliteStatement, SqliteValue } from './sqlite-database.js';
