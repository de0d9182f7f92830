import { checkOptions } from '@fanfare/core/base';
import { checkTableName } from '../table-name.js';
import { postgresStatements } from './postgres-statements.js';

/**
 * Returns what {@link postgresInbox} runs for `createTable()`, for a migration of your own.
 *
 * @throws `OptionsError` `invalid_options`, where the name of the table is none.
 * @example
 * ```ts
 * import { postgresInboxSql } from '@fanfare/node/webhooks/postgres';
 *
 * console.log(postgresInboxSql({ table: 'shop.webhook_inbox' }));
 * ```
 */
export function postgresInboxSql(options: { readonly table?: string } = {}): string {
  checkOptions(options, ['table'], 'postgresInboxSql');
  return postgresStatements(checkTableName(options.table))
    .create.map((text) => `${text};\n`)
    .join('');
}
