import type { SessionRow } from './session-store.js';

/** Sessions in the memory of this process, found by their key and by their owner. Times are in milliseconds since the epoch. */
export interface SessionTable {
  /** Returns what is kept under a key at a time, or null where it ran out. */
  find(key: string, now: number): SessionRow | null;
  put(key: string, row: SessionRow, until: number): void;
  remove(key: string): void;
  /** Returns the keys of an owner's sessions, in time that grows with their number alone, and forgets those that ran out. */
  keysOf(owner: string, now: number): string[];
  /** Forgets what ran out. */
  sweep(now: number): void;
  /** How many sessions are kept, and owners known. */
  size(): { readonly sessions: number; readonly owners: number };
}

interface Kept {
  readonly row: SessionRow;
  readonly until: number;
}

/** Creates an empty table. */
export function createSessionTable(): SessionTable {
  const sessions = new Map<string, Kept>();
  const keysByOwner = new Map<string, Set<string>>();

  const remove = (key: string): void => {
    const owner = sessions.get(key)?.row.owner;
    sessions.delete(key);
    if (owner !== undefined) unlink(keysByOwner, owner, key);
  };
  const find = (key: string, now: number): SessionRow | null => {
    const kept = sessions.get(key);
    return kept !== undefined && kept.until > now ? kept.row : null;
  };
  return {
    find,
    put(key, row, until) {
      const before = sessions.get(key)?.row.owner;
      if (before !== undefined && before !== row.owner) unlink(keysByOwner, before, key);
      sessions.set(key, { row, until });
      const keys = keysByOwner.get(row.owner);
      if (keys === undefined) keysByOwner.set(row.owner, new Set([key]));
      else keys.add(key);
    },
    remove,
    keysOf(owner, now) {
      const keys = [...(keysByOwner.get(owner) ?? [])];
      return keys.filter((key) => {
        if (find(key, now) !== null) return true;
        remove(key);
        return false;
      });
    },
    sweep(now) {
      for (const [key, { until }] of sessions) if (until <= now) remove(key);
    },
    size: () => ({ sessions: sessions.size, owners: keysByOwner.size }),
  };
}

/** An owner without a session is not kept: shoppers come and go. */
function unlink(keysByOwner: Map<string, Set<string>>, owner: string, key: string): void {
  const keys = keysByOwner.get(owner);
  keys?.delete(key);
  if (keys?.size === 0) keysByOwner.delete(owner);
}
