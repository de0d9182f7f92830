import { singleFlight, type Clock } from '@fanfare/core/base';
import type { KeySet, TokenKey } from './key-set.js';
import type { TokenHeader } from './read-token-header.js';
import { tokenError } from './token-error.js';

/** Finds the key that a token names. */
export interface KeySource {
  /**
   * @throws AuthenticationError `invalid_token` where there is no such key; what the fetch threw where that is
   *   not known.
   */
  find(header: TokenHeader): Promise<TokenKey>;
  /** Tells whether a key that was found is still one of them; not so where they are old enough to be fetched again. */
  holds(key: TokenKey): boolean;
}

/** How long keys are kept. */
export interface RemoteKeysOptions {
  readonly clock: Clock;
  /** Fetches the keys. */
  readonly load: () => Promise<KeySet>;
}

/** After this the keys are fetched again before they are used. */
const maxAgeMs = 600_000;
/** After this part of it they are fetched again while the old ones are in use. */
const freshPart = 0.8;
/** How long old keys serve while the platform cannot be reached. */
const staleIfErrorMs = 86_400_000;
/** The least time between two fetches; after a failure it grows up to this. */
const coolDownMs = 30_000;

/** Creates a source over keys that are already here. */
export function staticKeys(set: KeySet): KeySource {
  return {
    find: async (header) => pick(set, header) ?? refuse(),
    holds: (key) => set.find(key.kid, key.alg) === key,
  };
}

/**
 * Creates a source over keys that are fetched: one fetch at a time, one more for an unknown key id but not
 * more often than the cool-down allows, and old keys go on serving while the platform cannot be reached.
 */
export function remoteKeys(options: RemoteKeysOptions): KeySource {
  const { clock, load } = options;
  let held: { readonly set: KeySet; readonly at: number } | undefined;
  let failure: { readonly error: unknown; readonly count: number } | undefined;
  let triedAt = Number.NEGATIVE_INFINITY;

  const fetchKeys = singleFlight(async () => {
    try {
      held = { set: await load(), at: clock.now() };
      failure = undefined;
    } catch (error) {
      failure = { error, count: (failure?.count ?? 0) + 1 };
    }
    triedAt = clock.now(); // only now, so that whoever comes meanwhile joins the fetch
  });

  function mayFetch(): boolean {
    const since = clock.now() - triedAt;
    const wait = failure === undefined ? coolDownMs : Math.min(coolDownMs, 500 * 2 ** failure.count);
    return since < 0 || since >= wait; // less than nothing: the clock was set back
  }

  function ageOf(): number {
    if (held === undefined) return Number.POSITIVE_INFINITY;
    const now = clock.now();
    // The clock was set back: how old they are is not known, and they must not stay good until it is as late again.
    if (held.at > now) held = { ...held, at: now - maxAgeMs };
    return now - held.at;
  }

  async function current(): Promise<KeySet> {
    const age = ageOf();
    if (age >= maxAgeMs * freshPart && mayFetch()) {
      const fetching = fetchKeys();
      if (age >= maxAgeMs) await fetching;
    }
    if (held === undefined || clock.now() - held.at > maxAgeMs + staleIfErrorMs) throw failure?.error;
    return held.set;
  }

  return {
    async find(header) {
      const set = await current();
      const key = pick(set, header);
      if (key !== undefined) return key;
      if (mayFetch()) await fetchKeys();
      // Whether the key exists is not known then, which is not the token's fault.
      if (failure !== undefined) throw failure.error;
      return pick(held?.set ?? set, header) ?? refuse();
    },
    holds(key) {
      const age = ageOf();
      // Every fetch makes other objects, so that the very same one was found in the present set.
      return age >= 0 && age < maxAgeMs * freshPart && held?.set.find(key.kid, key.alg) === key;
    },
  };
}

function pick(set: KeySet, { kid, alg }: TokenHeader): TokenKey | undefined {
  const key = set.find(kid, alg);
  if (key === undefined && set.isWeak(kid)) throw tokenError('weak_key');
  if (key === undefined && set.has(kid)) throw tokenError('algorithm');
  return key;
}

function refuse(): never {
  throw tokenError('unknown_key');
}
