import type { Clock } from '@fanfare/core';
import { joinSignals } from '../join-signals.js';
import type { LockManagerLike } from '../tabs/lock-manager-like.js';

/** How tabs take turns. */
export interface OneTabOptions {
  readonly locks: LockManagerLike | null;
  readonly clock: Clock;
  readonly name: string;
  /** Ends the wait for other tabs; `work` then runs, and finds out by itself. */
  readonly signal: AbortSignal;
}

/** How long another tab is waited for, in milliseconds: longer than a call takes, and not for ever. */
const patienceMs = 12_000;

/** Runs something while no other tab does. A tab that is frozen while it holds the lock is not waited for for ever. */
export async function oneTabAtATime<T>(work: () => Promise<T>, options: OneTabOptions): Promise<T> {
  const { locks, clock, name, signal } = options;
  if (locks === null) return work();
  const late = new AbortController();
  const cancelTimer = clock.setTimeout(() => late.abort(), patienceMs);
  const waiting = joinSignals([late.signal, signal]);
  const stopWaiting = (): void => {
    cancelTimer();
    waiting.release();
  };
  let isHeld = false;
  try {
    return await locks.request(name, { signal: waiting.signal }, () => {
      isHeld = true;
      stopWaiting();
      return work();
    });
  } catch (error) {
    if (isHeld) throw error;
    return work(); // nobody lets go, or a sandboxed frame is refused locks
  } finally {
    stopWaiting();
  }
}
