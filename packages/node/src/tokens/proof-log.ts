import type { Clock } from '@fanfare/core/base';

/** A proof that was good, and is to be good only once. */
export interface SeenProof {
  /** Names the proof and its key; holds nothing secret. */
  readonly id: string;
  /** When it is too old anyway, in milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** Remembers a proof; `false` where it was there already. */
export type ClaimProof = (proof: SeenProof) => boolean | Promise<boolean>;

// By clock, so that a test with its own one meets no proofs of another.
const logs = new WeakMap<Clock, Map<string, number>>();

/** Makes what remembers the proofs that this process has seen. */
export function claimInProcess(clock: Clock): ClaimProof {
  const seen = logs.get(clock) ?? new Map<string, number>();
  logs.set(clock, seen);
  return ({ id, expiresAt }) => {
    // They come in about the order in which they run out.
    for (const [old, end] of seen) {
      if (end > clock.now()) break;
      seen.delete(old);
    }
    if (seen.has(id)) return false;
    seen.set(id, expiresAt);
    return true;
  };
}
