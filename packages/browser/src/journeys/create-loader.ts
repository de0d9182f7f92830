import { backoff, NetworkError, sleep, type Clock } from '@fanfare/core';

/** How something is loaded. */
export interface LoaderOptions<Loaded> {
  readonly load: () => Promise<Loaded>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly signal: AbortSignal;
}

/** How often a part of the program is asked for before whoever waits is told, and the waits between, in milliseconds. */
const tries = 3;
const waits = { baseMs: 500, capMs: 4_000 };

/**
 * Makes a load that happens once for all callers, and is tried a few times where it fails. A failure is not remembered.
 *
 * @throws `NetworkError` `network_error`
 */
export function createLoader<Loaded>(options: LoaderOptions<Loaded>): () => Promise<Loaded> {
  const { load, clock, random, signal } = options;
  let loading: Promise<Loaded> | undefined;

  const attempt = async (count: number): Promise<Loaded> => {
    try {
      return await load();
    } catch (cause) {
      signal.throwIfAborted();
      if (count >= tries) {
        throw new NetworkError(
          `journeys: the code that runs them could not be loaded in ${tries} tries. Check the connection; the shopper's place is kept.`,
          { code: 'network_error', retryable: true, cause },
        );
      }
      await sleep(backoff({ attempt: count, ...waits, random }), { clock, signal });
      return attempt(count + 1);
    }
  };

  return () =>
    (loading ??= attempt(1).catch((error: unknown) => {
      loading = undefined;
      throw error;
    }));
}
