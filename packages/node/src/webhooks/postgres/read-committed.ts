import type { PostgresSource, Row } from './postgres-clients.js';

/** A statement of the inbox, and its values. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * Runs one statement in a transaction of its own that is READ COMMITTED, whatever the default of the database: the statements of the inbox
 * are made for it, and nobody loses a race for the mere order of reads there.
 */
export async function readCommitted<Tx>(
  source: PostgresSource<Tx>,
  { text, values }: Statement,
): Promise<readonly Row[]> {
  const connection = await source.connect();
  let intact = false;
  try {
    await connection.query('begin isolation level read committed');
    const rows = await connection.query(text, values);
    await connection.query('commit');
    intact = true;
    return rows;
  } finally {
    // A transaction that failed ends with its connection.
    if (intact) connection.release();
    else connection.discard();
  }
}
