import type { Clock } from '@fanfare/core';
import { untilAborted } from '../session/until-aborted.js';
import type { LockManagerLike } from './lock-manager-like.js';
import type { TabChannel } from './tab-channel.js';
import type { TabMessage } from './tab-message.js';

/** What one tab at a time is made from. */
export interface ExclusiveOptions {
  readonly locks: LockManagerLike;
  readonly channel: TabChannel;
  readonly clock: Clock;
  readonly name: string;
  /** How long a holder that does not answer is waited for, in milliseconds. */
  readonly patienceMs: number;
  /** Longest time that a holder may take, in milliseconds. */
  readonly holdMs: number;
}

/** Runs things one tab at a time. */
export interface Exclusive {
  /** Runs `run` once: alone where that can be had in bounded time, and otherwise all the same. */
  run(run: () => Promise<void>): Promise<void>;
  /** Takes in what other tabs say about locks. */
  hear(message: TabMessage): void;
}

/**
 * Lets one tab at a time do something, without ever waiting for a tab that is frozen. A waiting tab asks the
 * holder whether it lives, again and again. One that answers is waited for until its own deadline; one that
 * falls silent is left its lock, and the tabs that gave up on it line up behind a second one, so that they do
 * not all go at once.
 */
export function createExclusive(options: ExclusiveOptions): Exclusive {
  const { locks, channel, clock, name, patienceMs, holdMs } = options;
  const held = new Map<string, number>(); // lock → until when, by our own clock
  const waits = new Map<string, (forMs: number) => void>();

  const answer = (lock: string): void => {
    const until = held.get(lock);
    if (until !== undefined) channel.post({ type: 'alive', lock, forMs: Math.max(0, until - clock.now()) });
  };

  /** Resolves to whether `run` ran. */
  const runLocked = async (lock: string, run: () => Promise<void>): Promise<boolean> => {
    const waiting = new AbortController();
    let isGranted = false;
    const hold = async (): Promise<void> => {
      if (waiting.signal.aborted) return; // granted too late: somebody else is at it
      isGranted = true;
      stopWaiting();
      held.set(lock, clock.now() + holdMs);
      answer(lock); // whoever waits learns that the holder changed
      try {
        await run();
      } finally {
        held.delete(lock);
      }
    };
    const stopWaiting = waitFor(lock, () => waiting.abort());
    try {
      // A lock manager that does not heed the signal is not waited for either.
      await untilAborted(locks.request(lock, { signal: waiting.signal }, hold), waiting.signal);
    } catch (error) {
      if (isGranted) throw error;
    } finally {
      stopWaiting();
    }
    return isGranted;
  };

  /** Calls `giveUp` when the holder has been silent for too long, or has overrun its own deadline in silence. */
  const waitFor = (lock: string, giveUp: () => void): (() => void) => {
    // Without a channel nobody can be asked: the holder gets the benefit of the doubt until its deadline.
    const patience = channel.isOpen ? patienceMs : holdMs;
    let answered = false;
    let askedAt = 0;
    let waited = 0;
    const ask = (): (() => void) => {
      answered = false;
      askedAt = clock.now();
      channel.post({ type: 'ask', lock });
      return clock.setTimeout(check, patience);
    };
    const check = (): void => {
      if (answered && waited < holdMs) cancel = ask();
      else giveUp();
    };
    let cancel = ask();
    waits.set(lock, (forMs) => {
      if (answered || !(forMs > 0)) return;
      answered = true;
      // Trusted for a short while only, then asked again: it may freeze right after its answer, and the platform's leeway runs.
      const trust = Math.min(forMs, patience);
      waited += trust + Math.min(Math.max(clock.now() - askedAt, 0), patience);
      cancel();
      cancel = clock.setTimeout(check, trust);
    });
    return () => {
      cancel();
      waits.delete(lock);
    };
  };

  return {
    async run(run) {
      if (await runLocked(name, run)) return;
      if (await runLocked(`${name}:rescue`, run)) return;
      await run();
    },
    hear(message) {
      if (message.type === 'ask') answer(message.lock);
      if (message.type === 'alive') waits.get(message.lock)?.(message.forMs);
    },
  };
}
