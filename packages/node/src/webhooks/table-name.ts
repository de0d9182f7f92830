import { describeType, OptionsError } from '@fanfare/core/base';

/** The name of a table, and of the index beside it, as they stand in a statement. */
export interface TableName {
  readonly table: string;
  /** Without a schema: an index lies in that of its table. */
  readonly index: string;
}

const name = /^([a-z_][a-z0-9_]{0,49}\.)?[a-z_][a-z0-9_]{0,49}$/;

/** What the table is called by default. */
export const defaultTable = 'fanfare_webhook_inbox';

/** Checks the name of a table, for it cannot travel as a parameter. */
export function checkTableName(value: unknown): TableName {
  const table = value ?? defaultTable;
  if (typeof table !== 'string' || !name.test(table)) {
    const got = typeof table === 'string' ? 'another string' : describeType(table);
    throw new OptionsError(
      `table must be a name of lower-case letters, digits and underscores, at most 50 of them, perhaps behind a schema and a dot, not ${got}.`,
    );
  }
  const parts = table.split('.');
  return { table: parts.map(quote).join('.'), index: quote(`${parts.at(-1)}_forget_at`) };
}

function quote(part: string): string {
  return `"${part}"`;
}
