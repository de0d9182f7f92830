import { checkOptions, systemClock, type Clock } from '@fanfare/core/base';
import { checkClock } from '../check-option.js';
import type { SessionRow, SessionStore } from './session-store.js';

/** How a {@link memorySessionStore} tells the time. */
export interface MemorySessionStoreOptions {
  /** @default the clock of this machine */
  readonly clock?: Clock | undefined;
}

interface Kept {
  readonly row: SessionRow;
  readonly until: number;
}

/** How many writes pass between two looks for what ran out. */
const sweepEvery = 1_000;

/**
 * Keeps sessions in the memory of this process: for development, tests and services of a single process. A restart signs everybody out.
 *
 * @example
 * ```ts
 * import { memorySessionStore } from '@fanfare/node/sessions';
 *
 * const store = memorySessionStore();
 * ```
 */
export function memorySessionStore(options: MemorySessionStoreOptions = {}): SessionStore {
  checkOptions(options, ['clock'], 'memorySessionStore');
  checkClock(options.clock);
  const { clock = systemClock } = options;
  const sessions = new Map<string, Kept>();
  const leases = new Map<string, { readonly holder: string; readonly until: number }>();
  let writes = 0;

  const find = (key: string): SessionRow | null => {
    const kept = sessions.get(key);
    return kept !== undefined && kept.until > clock.now() ? kept.row : null;
  };
  const sweep = (): void => {
    writes += 1;
    if (writes % sweepEvery !== 0) return;
    const now = clock.now();
    for (const map of [sessions, leases])
      for (const [key, { until }] of map) if (until <= now) map.delete(key);
  };

  return {
    read: async (key) => find(key),
    async write(key, { row, expected, ttlMs }) {
      if ((find(key)?.revision ?? null) !== expected) return false;
      sessions.set(key, { row, until: clock.now() + ttlMs });
      sweep();
      return true;
    },
    async remove(key) {
      sessions.delete(key);
      leases.delete(key);
    },
    keysOf: async (owner) => [...sessions.keys()].filter((key) => find(key)?.owner === owner),
    async lease({ key, holder }, leaseMs) {
      if (find(key) === null) return false;
      const lease = leases.get(key);
      const now = clock.now();
      if (lease !== undefined && lease.holder !== holder && lease.until > now) return false;
      leases.set(key, { holder, until: now + leaseMs });
      sweep();
      return true;
    },
    async release({ key, holder }) {
      if (leases.get(key)?.holder === holder) leases.delete(key);
    },
  };
}
