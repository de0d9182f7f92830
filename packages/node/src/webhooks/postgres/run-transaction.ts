import { FanfareError } from '@fanfare/core/base';
import type { InboxClaim, InboxTransaction } from '../inbox.js';
import { guardTransaction } from './guard-transaction.js';
import type { PostgresConnection } from './postgres-clients.js';
import type { PostgresStatements } from './postgres-statements.js';

const maxLimitMs = 2_147_483_647; // what the server takes

/** A transaction to be run for a claim. */
export interface HeldTransaction<Tx> extends InboxTransaction<Tx> {
  readonly claim: InboxClaim;
  readonly statements: PostgresStatements;
}

/**
 * Runs an effect and its completion in one transaction, over one connection. The row of the event stays locked until
 * it ends, which is the lease: the server gives it up with the connection.
 */
export async function runTransaction<Tx>(
  connection: PostgresConnection<Tx>,
  options: HeldTransaction<Tx>,
): Promise<boolean> {
  const lost = new AbortController();
  const stopListening = connection.onLoss((error) => {
    const message = 'The connection to PostgreSQL was lost while a webhook was handled; nothing was written.';
    lost.abort(new FanfareError(message, { code: 'storage_unavailable', retryable: true, cause: error }));
  });
  let intact = false;
  try {
    const completed = await attempt(connection, { ...options, lost: lost.signal });
    intact = true;
    return completed;
  } catch (error) {
    intact = !lost.signal.aborted && !options.signal.aborted && (await rolledBack(connection));
    throw error;
  } finally {
    stopListening();
    if (intact) connection.release();
    else connection.discard();
  }
}

interface Attempt<Tx> extends HeldTransaction<Tx> {
  readonly lost: AbortSignal;
}

async function attempt<Tx>(
  connection: PostgresConnection<Tx>,
  { claim: { key, owner }, statements, limitMs, run, lost }: Attempt<Tx>,
): Promise<boolean> {
  await connection.query('begin');
  const limit = String(Math.min(limitMs, maxLimitMs));
  const [held] = await connection.query(statements.hold, [key, owner, limit]);
  if (held === undefined) {
    await connection.query('rollback');
    return false;
  }
  const guarded = guardTransaction(connection.raw);
  try {
    await run(guarded.tx, lost);
  } finally {
    guarded.end();
  }
  const completed = await connection.query(statements.completeHeld, [key, owner, held['transaction']]);
  if (completed.length === 0) {
    const message =
      'A webhook handler ended the transaction of its `tx` itself, so that its effects and the completion are apart.';
    throw new FanfareError(`${message} Leave begin, commit and rollback to the inbox.`, {
      code: 'invalid_request',
    });
  }
  await connection.query('commit');
  return true;
}

async function rolledBack<Tx>(connection: PostgresConnection<Tx>): Promise<boolean> {
  try {
    await connection.query('rollback');
    return true;
  } catch {
    return false; // the server rolls back what it loses
  }
}
