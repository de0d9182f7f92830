import { sessionRoutes } from '@fanfare/contract';
import { isFanfareError } from '@fanfare/core';
import type { Connection } from '../connection.js';

/**
 * Ends the shopper's sessions on all devices, and the one here whatever becomes of the others.
 *
 * @throws what kept the others from ending; with `step_up_required` nothing has ended, for the shopper can do something
 *   about it.
 */
export async function endEverywhere({ session, send }: Connection): Promise<void> {
  const failure = await send({ route: sessionRoutes.revokeAll, body: {}, maxRetries: 0 }).then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  if (isFanfareError(failure?.error) && failure.error.code === 'step_up_required') throw failure.error;
  await session.logout();
  if (failure !== undefined) throw failure.error;
}
