import type { PageSessionLimits } from '@fanfare/contract';
import type { SessionRecord } from './session-record.js';

/** When a session ends by itself. */
export interface SessionLimits {
  /** After so long without anything that the shopper did, in milliseconds. */
  readonly idleMs: number;
  /** So long after the sign-in, whatever the shopper does, in milliseconds; later only for one who takes part, see {@link lastEnd}. */
  readonly absoluteMs: number;
}

type Times = Pick<SessionRecord, 'createdAt' | 'lastActiveAt' | 'partAt'>;

/**
 * Tells when a session is over, whatever else. Whoever waits in a line or holds a grant is not cut off at the absolute limit; but that
 * someone does is the word of a page, so that it counts for as long again and no longer.
 */
export function lastEnd({ createdAt }: Pick<Times, 'createdAt'>, { absoluteMs }: SessionLimits): number {
  return createdAt + 2 * absoluteMs;
}

/** Tells how long a session still lasts; 0 or less where it is over. */
export function limitsLeft(times: Times, limits: SessionLimits, now: number): PageSessionLimits {
  const { idleMs, absoluteMs } = limits;
  const { createdAt, lastActiveAt, partAt = -Infinity } = times;
  const takingPart = Math.min(partAt + idleMs, lastEnd(times, limits));
  const absolute = Math.max(createdAt + absoluteMs, takingPart);
  return {
    // A clock that was set back gives nobody more time than there is.
    idleInMs: Math.min(idleMs, lastActiveAt + idleMs - now),
    absoluteInMs: Math.min(Math.max(absoluteMs, idleMs), absolute - now),
  };
}

/** Tells how long a store has to keep a session, in milliseconds; 0 or less where it is over. */
export function timeLeft(times: Times, limits: SessionLimits, now: number): number {
  const { idleInMs, absoluteInMs } = limitsLeft(times, limits, now);
  return Math.min(idleInMs, absoluteInMs);
}

/** Tells whether what the shopper did is news enough to be written down. */
export function isNews(lastActiveAt: number, activeAt: number, { idleMs }: SessionLimits): boolean {
  return activeAt - lastActiveAt >= idleMs / 60;
}
