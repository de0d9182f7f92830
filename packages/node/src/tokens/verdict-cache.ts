import type { TokenKey } from './key-set.js';
import type { KeySource } from './key-source.js';
import { sha256 } from './sha256.js';

/** Everything besides the token that decided. */
export type Deciding = readonly (string | number | boolean | undefined)[];

/** What was found good, and for how long it is. */
export interface Verdict<Value> {
  readonly value: Value;
  /** What verified the signature. */
  readonly key: TokenKey;
  /** From then on it is not good any more, in seconds since the epoch. */
  readonly expiresAt: number;
}

interface Entry<Value> extends Verdict<Value> {
  readonly deciding: Deciding;
  readonly verifiedAt: number;
}

/** The tokens that were found good. */
export interface VerdictCache<Value> {
  /** Returns what is known of a token, where nothing that decided has changed. */
  find(token: string, question: Question): Promise<Value | undefined>;
  keep(token: string, verdict: Verdict<Value> & Question): Promise<void>;
  /** Forgets a token, such as one whose session has ended. */
  drop(token: string): Promise<void>;
}

/** What a verdict is asked for, and when. */
export interface Question {
  readonly keys: KeySource;
  readonly deciding: Deciding;
  /** In seconds since the epoch. */
  readonly now: number;
}

/**
 * Makes a cache of verdicts. A token is remembered by its hash, so that no bearer token lies in memory; a hit needs the very same
 * keys and expectations, and a time between the first verdict and the token's end. The one used longest ago goes first. Refusals are
 * not kept: what is refused now may be good with the next keys.
 */
export function createVerdictCache<Value>(maxEntries: number): VerdictCache<Value> {
  const entries = new Map<string, Entry<Value>>();
  return {
    async find(token, { keys, deciding, now }) {
      const hash = await sha256(token);
      const entry = entries.get(hash);
      if (entry === undefined) return undefined;
      entries.delete(hash);
      if (!keys.holds(entry.key) || now >= entry.expiresAt || now < entry.verifiedAt) return undefined;
      entries.set(hash, entry); // at the end now, for it is the one used last
      return isSame(entry.deciding, deciding) ? entry.value : undefined;
    },
    async keep(token, { keys, deciding, now, value, key, expiresAt }) {
      if (!keys.holds(key)) return;
      entries.set(await sha256(token), { value, key, expiresAt, deciding, verifiedAt: now });
      const [oldest] = entries.keys();
      if (entries.size > maxEntries && oldest !== undefined) entries.delete(oldest);
    },
    async drop(token) {
      entries.delete(await sha256(token));
    },
  };
}

function isSame(one: Deciding, other: Deciding): boolean {
  return one.length === other.length && one.every((value, index) => value === other[index]);
}
