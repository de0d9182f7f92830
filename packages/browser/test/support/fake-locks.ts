import type { LockManagerLike, TurnLocks } from '../../src/index.js';

/** Locks that all tabs of a test share. */
export type FakeLocks = LockManagerLike & TurnLocks & { readonly held: ReadonlySet<string> };

interface Options {
  readonly signal?: AbortSignal;
  readonly ifAvailable?: boolean;
}

/** Creates exclusive locks: first come, first served. */
export function fakeLocks(): FakeLocks {
  const held = new Set<string>();
  const waiting = new Map<string, (() => void)[]>();

  const acquire = async (name: string, signal: AbortSignal | undefined): Promise<void> => {
    signal?.throwIfAborted();
    if (!held.has(name)) return void held.add(name);
    await new Promise<void>((resolve, reject) => {
      waiting.set(name, [...(waiting.get(name) ?? []), resolve]);
      signal?.addEventListener('abort', () => {
        waiting.set(
          name,
          (waiting.get(name) ?? []).filter((other) => other !== resolve),
        );
        reject(signal.reason as Error);
      });
    });
  };

  const release = (name: string): void => {
    const [next, ...rest] = waiting.get(name) ?? [];
    waiting.set(name, rest);
    if (next === undefined) held.delete(name);
    else next();
  };

  const request = async <T>(
    name: string,
    { signal, ifAvailable = false }: Options,
    run: (lock: unknown) => Promise<T>,
  ): Promise<T> => {
    await Promise.resolve();
    if (ifAvailable && held.has(name)) return run(null);
    await acquire(name, signal);
    try {
      return await run({ name });
    } finally {
      release(name);
    }
  };
  return { request, held };
}
