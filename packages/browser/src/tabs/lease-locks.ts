import { sleep } from '@fanfare/core';
import type { Clock } from '@fanfare/core';
import { newId } from '../stores/new-id.js';
import type { LiveRecord, TokenRecord } from '../stores/token-record.js';
import type { TokenStore } from '../stores/token-store.js';
import { updateRecord } from '../stores/update-record.js';
import type { LockManagerLike } from './lock-manager-like.js';

/** What leases are made from. */
export interface LeaseOptions {
  readonly store: TokenStore;
  readonly clock: Clock;
  readonly random: () => number;
  /** How long a lease holds when its holder never gives it back, in milliseconds. */
  readonly leaseMs: number;
}

const pollMs = 100;

/**
 * Stands in for Web Locks in browsers without them: a lease inside the stored record, taken and given back by
 * the store's own comparison. A lease of another name is taken over, as the second lock is for rescuers.
 */
export function leaseLocks(options: LeaseOptions): LockManagerLike {
  const { store, clock, random, leaseMs } = options;

  const isFree = (record: LiveRecord, name: string): boolean => {
    const left = (record.lease?.until ?? 0) - clock.now();
    return record.lease?.name !== name || left <= 0 || left > leaseMs; // beyond it the clock was set
  };

  const take = async (name: string, by: string): Promise<boolean> => {
    const until = clock.now() + leaseMs;
    const { outcome, current } = await updateRecord(store, (record) =>
      record?.kind === 'live' && isFree(record, name) ? { ...record, lease: { name, by, until } } : undefined,
    );
    return outcome === 'written' || current?.kind !== 'live'; // no session, nothing to be exclusive about
  };

  const giveBack = (by: string): Promise<unknown> =>
    updateRecord(store, (record): TokenRecord | undefined => {
      if (record?.kind !== 'live' || record.lease?.by !== by) return undefined;
      const { lease: _, ...rest } = record;
      return rest;
    });

  return {
    async request(name, { signal }, run) {
      const by = newId();
      signal.throwIfAborted();
      while (!(await take(name, by))) await sleep(pollMs * (1 + random()), { clock, signal });
      try {
        return await run();
      } finally {
        await giveBack(by);
      }
    },
  };
}
