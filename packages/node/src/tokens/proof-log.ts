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

/** The proofs of one key, each with the time at which it is too old anyway. */
type OfKey = Map<string, number>;

/** How many proofs of one key are remembered at a time: 16 calls a second, so that nobody's page can fill the memory. */
const maxPerKey = 5_000;

// By clock, so that a test with its own one meets no proofs of another.
const logs = new WeakMap<Clock, Map<string, OfKey>>();

/**
 * Makes what remembers the proofs that this process has seen. A key that makes more of them than it can remember is refused
 * until the first ones are too old: forgetting one early would let it be used twice.
 */
export function claimInProcess(clock: Clock): ClaimProof {
  const byKey = logs.get(clock) ?? new Map<string, OfKey>();
  logs.set(clock, byKey);
  return ({ id, expiresAt }) => {
    const key = id.slice(0, id.indexOf('.'));
    const seen = byKey.get(key) ?? new Map<string, number>();
    // The keys stand in the order in which they were last used, and proofs come in about the order in which they run out.
    byKey.delete(key);
    dropExpired(seen, clock.now());
    for (const [other, proofs] of byKey) {
      dropExpired(proofs, clock.now());
      if (proofs.size > 0) break;
      byKey.delete(other);
    }
    const isNew = !seen.has(id) && seen.size < maxPerKey;
    if (isNew) seen.set(id, expiresAt);
    byKey.set(key, seen);
    return isNew;
  };
}

function dropExpired(proofs: OfKey, now: number): void {
  for (const [id, end] of proofs) {
    if (end > now) return;
    proofs.delete(id);
  }
}
