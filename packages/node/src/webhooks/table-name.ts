import { quotedTable } from '../databases/quoted-table.js';

/** The name of a table, and of the index beside it, as they stand in a statement. */
export interface TableName {
  readonly table: string;
  readonly index: string;
}

/** Checks the name of the table of an inbox. */
export function checkTableName(value: unknown): TableName {
  const { table, index } = quotedTable(value ?? 'fanfare_webhook_inbox');
  return { table, index: index('forget_at') };
}
