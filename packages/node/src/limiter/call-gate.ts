import type { Clock } from '@fanfare/core/base';
import { correct, empty, levelOf, refill, take, waitFor, type CallLevel } from './call-level.js';

/** Lets calls through one after the other, as a limit allows. */
export interface CallGate {
  /** Resolves when the call may go; rejects with the reason of the signal where that aborts before. */
  pass(signal: AbortSignal): Promise<void>;
  /** Is told of every call that went when it has been answered, and how many are left where the answer tells that. */
  done(remaining?: number): void;
  /** Learns from a call that went elsewhere how many are left. */
  learn(remaining: number): void;
  /** Lets nothing through for a while: the platform has refused a call. */
  close(ms: number): void;
  /** Lets everything through, where no limit was ever told. */
  open(): void;
}

/**
 * Makes a gate. Without a limit, one call at a time goes ahead to find out.
 *
 * @param perMinute - The limit, where it is known.
 */
export function createCallGate(clock: Clock, perMinute?: number): CallGate {
  let level: CallLevel | undefined =
    perMinute === undefined ? undefined : levelOf(perMinute, { left: perMinute, now: clock.now() });
  let isOpen = false;
  let underWay = 0;
  let closedUntil = 0;
  let cancelTimer = (): void => undefined;
  const queue: (() => void)[] = [];

  /** How long the next one has to wait; `undefined` for whoever waits for an answer. */
  const waitMs = (): number | undefined => {
    const now = clock.now();
    if (closedUntil > now) return closedUntil - now;
    if (level !== undefined) return waitFor((level = refill(level, now)), now);
    return isOpen || underWay === 0 ? 0 : undefined;
  };

  const pump = (): void => {
    cancelTimer();
    for (let [next] = queue; next !== undefined; [next] = queue) {
      const ms = waitMs();
      if (ms !== 0) {
        if (ms !== undefined) cancelTimer = clock.setTimeout(pump, ms);
        return;
      }
      queue.shift();
      underWay += 1;
      if (level !== undefined) level = take(level, clock.now());
      next();
    }
  };

  const learn = (remaining: number): void => {
    if (level !== undefined) level = correct(level, { remaining, underWay, now: clock.now() });
  };

  return {
    pass: (signal) =>
      new Promise<void>((resolve, reject) => {
        const leave = (): void => {
          queue.splice(queue.indexOf(go), 1);
          reject(signal.reason as Error); // whoever aborted it says why
          pump();
        };
        const go = (): void => {
          signal.removeEventListener('abort', leave);
          resolve();
        };
        if (signal.aborted) return reject(signal.reason as Error);
        signal.addEventListener('abort', leave, { once: true });
        queue.push(go);
        pump();
      }),
    done(remaining) {
      underWay -= 1;
      if (remaining !== undefined) learn(remaining);
      pump();
    },
    learn(remaining) {
      learn(remaining);
      pump();
    },
    close(ms) {
      const now = clock.now();
      closedUntil = Math.max(closedUntil, now + ms);
      if (level !== undefined) level = empty(level, { ms, now });
      pump();
    },
    open() {
      isOpen = true;
      pump();
    },
  };
}
