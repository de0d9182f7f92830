import { FanfareError, type Clock } from '@fanfare/core/base';
import type { SessionStore } from './session-store.js';

/** The longest that a store is waited for: clients queue what they are asked while their server is gone, some of them for ever. */
const patienceMs = 5_000;

/**
 * Makes whatever goes wrong in a store one error, and silence, too.
 *
 * @throws FanfareError `storage_unavailable`, from every method
 */
export function guardStore(store: SessionStore, clock: Clock): SessionStore {
  const ask = async <T>(run: () => Promise<T>): Promise<T> => {
    let cancel = (): void => undefined;
    const silence = new Promise<never>((_, reject) => {
      cancel = clock.setTimeout(
        () => reject(storageUnavailable(`no answer for ${patienceMs} ms`)),
        patienceMs,
      );
    });
    try {
      return await Promise.race([run(), silence]);
    } catch (error) {
      if (error instanceof FanfareError && error.code === 'storage_unavailable') throw error;
      throw storageUnavailable(error instanceof Error ? error.name : typeof error, error);
    } finally {
      cancel();
    }
  };
  return {
    read: (key) => ask(() => store.read(key)),
    write: (key, write) => ask(() => store.write(key, write)),
    remove: (key) => ask(() => store.remove(key)),
    keysOf: (owner) => ask(() => store.keysOf(owner)),
    lease: (lease, leaseMs) => ask(() => store.lease(lease, leaseMs)),
    release: (lease) => ask(() => store.release(lease)),
  };
}

/** Says that a store did not do what it was asked. */
export function storageUnavailable(what: string, cause?: unknown): FanfareError {
  const message = `The session store did not do what it was asked (${what}). Nobody was signed out; try again.`;
  return new FanfareError(message, {
    code: 'storage_unavailable',
    retryable: true,
    retryAfterMs: 1_000,
    cause,
  });
}
