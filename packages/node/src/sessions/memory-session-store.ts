import { checkOptions, systemClock, type Clock } from '@fanfare/core/base';
import { checkClock } from '../check-option.js';
import type { SessionStore } from './session-store.js';
import { createSessionTable } from './session-table.js';

/** How a {@link memorySessionStore} tells the time. */
export interface MemorySessionStoreOptions {
  /** @default the clock of this machine */
  readonly clock?: Clock | undefined;
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
  const sessions = createSessionTable();
  const leases = new Map<string, { readonly holder: string; readonly until: number }>();
  let writes = 0;

  const sweep = (): void => {
    writes += 1;
    if (writes % sweepEvery !== 0) return;
    const now = clock.now();
    sessions.sweep(now);
    for (const [key, { until }] of leases) if (until <= now) leases.delete(key);
  };

  return {
    read: async (key) => sessions.find(key, clock.now()),
    async write(key, { row, expected, ttlMs }) {
      const now = clock.now();
      if ((sessions.find(key, now)?.revision ?? null) !== expected) return false;
      sessions.put(key, row, now + ttlMs);
      sweep();
      return true;
    },
    async remove(key) {
      sessions.remove(key);
      leases.delete(key);
    },
    keysOf: async (owner) => sessions.keysOf(owner, clock.now()),
    async lease({ key, holder }, leaseMs) {
      const now = clock.now();
      if (sessions.find(key, now) === null) return false;
      const lease = leases.get(key);
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
