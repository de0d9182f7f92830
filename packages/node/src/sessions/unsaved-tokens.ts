import type { HeldTokens } from './session-record.js';

/** Tokens that came in the place of a generation's. */
export interface NextTokens {
  readonly generation: number;
  readonly tokens: HeldTokens;
}

/** Remembers, in this process, tokens that the platform handed out and the store could not take. */
export interface UnsavedTokens {
  keep(key: string, next: NextTokens): void;
  /** Hands out what came in the place of a generation's tokens, once. */
  take(key: string, generation: number): HeldTokens | undefined;
}

/** Enough for a crowd; what is beyond it is left to the platform's leeway. */
const most = 10_000;

/** Creates the memory of what could not be written. */
export function createUnsavedTokens(): UnsavedTokens {
  const kept = new Map<string, NextTokens>();
  return {
    keep(key, next) {
      kept.set(key, next);
      for (const oldest of kept.keys()) if (kept.size > most) kept.delete(oldest);
    },
    take(key, generation) {
      const next = kept.get(key);
      kept.delete(key);
      return next?.generation === generation ? next.tokens : undefined;
    },
  };
}
