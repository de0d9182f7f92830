import type { PostgresSource, PostgresSql, ReservedOf, Row } from './postgres-clients.js';

/** Takes connections from the `sql` of `postgres` (postgres.js). */
export function fromSql<Sql extends PostgresSql>(sql: Sql): PostgresSource<ReservedOf<Sql>> {
  return {
    query: (text, values) => run(sql, { text, values }),
    async connect() {
      const reserved = await sql.reserve();
      const query = (text: string, values?: readonly unknown[]): Promise<readonly Row[]> =>
        run(reserved, { text, values });
      return {
        raw: reserved as ReservedOf<Sql>, // by its full type
        query,
        onLoss: () => () => {}, // this library tells by the next statement only
        release: () => reserved.release(),
        discard() {
          // A single connection cannot be closed: it goes back once its statement has ended, which the server sees to.
          void query('rollback').then(
            () => reserved.release(),
            () => reserved.release(),
          );
        },
      };
    },
  };
}

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[] | undefined;
}

async function run(
  sql: Pick<PostgresSql, 'unsafe'>,
  { text, values = [] }: Statement,
): Promise<readonly Row[]> {
  return (await sql.unsafe(text, [...values] as never[])) as readonly Row[]; // texts and numbers; named columns
}
