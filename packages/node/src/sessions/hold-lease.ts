import type { Clock } from '@fanfare/core/base';

/** A lease to hold on to. */
export interface HoldLeaseOptions {
  /** Extends the lease. */
  readonly hold: () => Promise<unknown>;
  /** Gives it back. */
  readonly release: () => Promise<unknown>;
  /** How often it is extended, in milliseconds. */
  readonly everyMs: number;
  readonly clock: Clock;
}

/**
 * Runs something while others wait: the lease is extended all the while, and ends soon where this process dies. One that is lost in spite
 * of it, as in a process that stood still, does no harm: what is written names what it replaces.
 */
export async function holdLease<T>(run: () => Promise<T>, options: HoldLeaseOptions): Promise<T> {
  const { hold, release, everyMs, clock } = options;
  let cancel = (): void => undefined;
  let beaten: Promise<unknown> = Promise.resolve();
  const beat = (): void => {
    cancel = clock.setTimeout(() => {
      beat();
      beaten = hold().catch(() => undefined); // the next beat tries again
    }, everyMs);
  };
  beat();
  try {
    return await run();
  } finally {
    cancel();
    await beaten; // one that came in after the release would leave a lease that nobody holds
    // Where it cannot be given back, it runs out.
    await release().catch(() => undefined);
  }
}
