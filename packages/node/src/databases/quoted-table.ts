import { describeType, OptionsError } from '@fanfare/core/base';

/** The name of a table as it stands in a statement. */
export interface QuotedTable {
  readonly table: string;
  /** Names an index beside it; without a schema, for an index lies in that of its table. */
  index(of: string): string;
}

const name = /^([a-z_][a-z0-9_]{0,49}\.)?[a-z_][a-z0-9_]{0,49}$/;

/**
 * Checks the name of a table, for it cannot travel as a parameter.
 *
 * @throws OptionsError `invalid_options`
 */
export function quotedTable(table: unknown): QuotedTable {
  if (typeof table !== 'string' || !name.test(table)) {
    const got = typeof table === 'string' ? 'another string' : describeType(table);
    throw new OptionsError(
      `table must be a name of lower-case letters, digits and underscores, at most 50 of them, perhaps behind a schema and a dot, not ${got}.`,
    );
  }
  const parts = table.split('.');
  return { table: parts.map(quote).join('.'), index: (of) => quote(`${parts.at(-1)}_${of}`) };
}

function quote(part: string): string {
  return `"${part}"`;
}
