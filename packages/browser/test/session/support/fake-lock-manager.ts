import type { LockManagerLike } from '../../../src/tabs/lock-manager-like.js';
import type { Tab } from './tab.js';

interface Waiter {
  readonly tab: Tab;
  readonly grant: () => void;
}

/**
 * Exclusive Web Locks of one origin, first come, first served. An abort ends a wait and never a hold, and a
 * frozen tab keeps what it holds: https://w3c.github.io/web-locks/
 */
export interface FakeLocks {
  /** The lock manager as one tab sees it. */
  forTab(tab: Tab): LockManagerLike;
  /** Gives back what a closed tab held. */
  release(tab: Tab): void;
  readonly held: readonly string[];
  /** How often a lock was asked for. */
  readonly requests: number;
}

/** Creates the locks of an origin. */
export function fakeLocks(): FakeLocks {
  const queues = new Map<string, Waiter[]>();
  const holders = new Map<string, Tab>();
  let requests = 0;

  const next = (name: string): void => {
    holders.delete(name);
    queues.get(name)?.shift()?.grant();
  };

  return {
    forTab: (tab) => ({
      request(name, { signal }, run) {
        requests += 1;
        return new Promise((resolve, reject) => {
          if (signal.aborted) return reject(signal.reason as Error);
          const hold = async (): Promise<void> => {
            try {
              await new Promise<void>((start) => tab.run(start));
              resolve(await run());
            } catch (error) {
              reject(error as Error);
            } finally {
              if (holders.get(name) === tab) next(name);
            }
          };
          const waiter: Waiter = {
            tab,
            grant() {
              signal.removeEventListener('abort', stop);
              holders.set(name, tab);
              void hold();
            },
          };
          const stop = (): void => {
            const queue = queues.get(name) ?? [];
            queue.splice(queue.indexOf(waiter), 1);
            reject(signal.reason as Error);
          };
          signal.addEventListener('abort', stop);
          const queue = queues.get(name) ?? [];
          queues.set(name, queue);
          if (holders.has(name)) queue.push(waiter);
          else waiter.grant();
        });
      },
    }),
    release(tab) {
      for (const [name, queue] of queues)
        queues.set(
          name,
          queue.filter((waiter) => waiter.tab !== tab),
        );
      for (const [name, holder] of holders) if (holder === tab) next(name);
    },
    get held() {
      return [...holders.keys()];
    },
    get requests() {
      return requests;
    },
  };
}
