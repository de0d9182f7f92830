import { isFanfareError, type Clock } from '@fanfare/core/base';
import { planFailure } from './plan-failure.js';
import { renewalWaiting } from './renewal-waiting.js';
import { endsSession, sessionOver } from './session-over.js';
import type { RefreshFailure, SessionRecord } from './session-record.js';
import type { Vault } from './vault.js';

/** A refresh that failed. */
export interface FailedRefresh {
  readonly from: SessionRecord;
  readonly error: unknown;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly random: () => number;
}

/**
 * Writes down what a failed refresh means for the session: its end, or a pause for everybody.
 *
 * @returns the session, where somebody else has renewed it meanwhile.
 * @throws AuthenticationError where the session is over; FanfareError where only the refresh failed
 */
export async function settleFailure(
  key: string,
  { from, error, vault, clock, random }: FailedRefresh,
): Promise<SessionRecord> {
  if (!isFanfareError(error)) throw error;
  const isOver = endsSession(error);
  let failure: RefreshFailure | undefined;
  const kept = await vault.update(key, (current) => {
    // The refusal may be about a pair that another process has long replaced.
    if (current.generation !== from.generation) return undefined;
    if (isOver) return undefined;
    failure = planFailure(error, { previous: current.failure, now: clock.now(), random });
    return { ...current, failure };
  });
  if (kept === null) throw sessionOver();
  if (kept.generation !== from.generation) return kept;
  if (failure !== undefined) throw renewalWaiting(failure, failure.until - clock.now());
  await vault.remove(key);
  throw sessionOver(error.code);
}
