import { checkOptions, systemClock, type Clock } from '@fanfare/core/base';
import { checkClock } from '../check-option.js';
import type { TokenOwner, TokenStore, TokenTurn } from './token-store.js';

/** How a memory store is made. */
export interface MemoryTokenStoreOptions {
  /** @default the system's */
  readonly clock?: Clock | undefined;
}

/**
 * Keeps tokens in the memory of this process, and nowhere else: what a server should do where each of its processes may log in
 * by itself.
 */
export function memoryTokenStore(options: MemoryTokenStoreOptions = {}): TokenStore {
  checkOptions(options, ['clock'], 'memoryTokenStore');
  const { clock = systemClock } = options;
  checkClock(clock);
  const records = new Map<string, string>();
  const turns = new Map<string, { readonly holder: string; readonly end: number }>();
  const turnOf = (key: string): string | undefined => {
    const turn = turns.get(key);
    return turn !== undefined && turn.end > clock.now() ? turn.holder : undefined;
  };
  return {
    read: async (owner) => records.get(keyOf(owner)),
    async write(owner, { record, holder }) {
      if (turnOf(keyOf(owner)) !== holder) return false;
      records.set(keyOf(owner), record);
      return true;
    },
    async remove(owner) {
      records.delete(keyOf(owner));
    },
    async claim(owner, { holder, leaseMs }: TokenTurn) {
      if (turnOf(keyOf(owner)) !== undefined) return false;
      turns.set(keyOf(owner), { holder, end: clock.now() + leaseMs });
      return true;
    },
    async release(owner, holder) {
      if (turns.get(keyOf(owner))?.holder === holder) turns.delete(keyOf(owner));
    },
  };
}

/** A list in JSON is written in one way only, so that no two owners look alike. */
function keyOf({ tenant, user }: TokenOwner): string {
  return JSON.stringify([tenant, user]);
}
