import type { Clock } from '@fanfare/core';
import { withDeadline } from '../session/with-deadline.js';
import { isTokenRecord } from './is-token-record.js';
import type { TokenRecord } from './token-record.js';
import type { TokenStore } from './token-store.js';

/** How a store is guarded. */
export interface GuardOptions {
  readonly clock: Clock;
  /** Longest wait for one operation, in milliseconds. */
  readonly timeoutMs: number;
  /** How long a store that failed is left alone, in milliseconds. */
  readonly restMs: number;
  readonly onDegraded: (event: { readonly operation: 'read' | 'write'; readonly cause: string }) => void;
}

/** A store that always answers, and says whether what it answers with is the real thing. */
export interface GuardedTokenStore extends TokenStore {
  readonly degraded: boolean;
  /** Has the next operation try the store, even if it failed a moment ago. */
  insist(): void;
}

/**
 * Stands between the engine and a store that may throw, hang or vanish: after a failure a copy in memory
 * takes its place for a while, so that the shopper goes on.
 */
export function guardedTokenStore(store: TokenStore, options: GuardOptions): GuardedTokenStore {
  const { clock, timeoutMs, restMs, onDegraded } = options;
  let copy: TokenRecord | null = null;
  let failedAt: number | undefined;
  let isInsisted = false;

  const attempt = async <T>(operation: 'read' | 'write', run: () => Promise<T>): Promise<T | undefined> => {
    const isResting = failedAt !== undefined && Math.abs(clock.now() - failedAt) < restMs;
    if (isResting && !isInsisted) return undefined;
    isInsisted = false;
    try {
      const result = await withDeadline(run, { clock, ms: store.timeoutMs ?? timeoutMs });
      failedAt = undefined;
      return result;
    } catch (error) {
      const isNews = failedAt === undefined;
      failedAt = clock.now();
      if (isNews) onDegraded({ operation, cause: error instanceof Error ? error.name : typeof error });
      return undefined;
    }
  };

  return {
    get degraded() {
      return failedAt !== undefined;
    },
    insist() {
      isInsisted = true;
    },
    async read() {
      const record = await attempt('read', async () => checked(await store.read()));
      if (record !== undefined) copy = record;
      return copy;
    },
    async write(record, expected) {
      const written =
        (await attempt('write', () => store.write(record, expected))) ??
        (copy?.revision ?? null) === expected;
      if (written) copy = record;
      return written;
    },
  };
}

function checked(record: TokenRecord | null): TokenRecord | null {
  if (record === null || isTokenRecord(record)) return record;
  throw new TypeError('The token store returned something that is not a record.');
}
