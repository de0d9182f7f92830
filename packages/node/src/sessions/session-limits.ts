import type { PageSessionLimits } from '@fanfare/contract';
import type { SessionRecord } from './session-record.js';

/** When a session ends by itself. */
export interface SessionLimits {
  /** After so long without anything that the shopper did, in milliseconds. */
  readonly idleMs: number;
  /** So long after the sign-in, whatever the shopper does, in milliseconds. */
  readonly absoluteMs: number;
}

type Times = Pick<SessionRecord, 'createdAt' | 'lastActiveAt'>;

/** Tells how long a session still lasts; 0 or less where it is over. */
export function limitsLeft(times: Times, limits: SessionLimits, now: number): PageSessionLimits {
  return {
    idleInMs: times.lastActiveAt + limits.idleMs - now,
    absoluteInMs: times.createdAt + limits.absoluteMs - now,
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
