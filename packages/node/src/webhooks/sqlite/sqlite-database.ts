/** What a statement takes. */
export type SqliteValue = string | number | null;

/** What is used of a prepared statement. */
export interface SqliteStatement {
  get(...values: SqliteValue[]): unknown;
}

/** What is used of `DatabaseSync` of `node:sqlite`, of `better-sqlite3`, or of `bun:sqlite`. */
export interface SqliteDatabase {
  exec(text: string): unknown;
  prepare(text: string): SqliteStatement;
}
