import { sessionRoutes } from '@fanfare/contract';
import { isFanfareError } from '@fanfare/core';
import type { Connection } from '../connection.js';

/** With these nobody is signed out here: the shopper can do something about it, or is gone already and another one came. */
const spared: ReadonlySet<string> = new Set(['step_up_required', 'session_replaced']);

/**
 * Ends the shopper's sessions on all devices, and the one here whatever becomes of the others.
 *
 * @throws what kept the others from ending; with `step_up_required` and `session_replaced` nothing has ended here.
 */
export async function endEverywhere({ session, send }: Connection): Promise<void> {
  const failure = await send({ route: sessionRoutes.revokeAll, body: {}, maxRetries: 0 }).then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  if (isFanfareError(failure?.error) && spared.has(failure.error.code)) throw failure.error;
  await session.logout();
  if (failure !== undefined) throw failure.error;
}
