import type { Clock } from '@fanfare/core/base';
import type { SessionLease, SessionStore } from './session-store.js';

/** A lease to hold on to. */
export interface HoldLeaseOptions {
  readonly store: SessionStore;
  readonly lease: SessionLease;
  readonly leaseMs: number;
  readonly clock: Clock;
}

/**
 * Runs something while others wait: the lease is extended all the while, and ends soon where this process dies. One that is lost in spite
 * of it, as in a process that stood still, does no harm: what is written names what it replaces.
 */
export async function holdLease<T>(run: () => Promise<T>, options: HoldLeaseOptions): Promise<T> {
  const { store, lease, leaseMs, clock } = options;
  let cancel = (): void => undefined;
  const beat = (): void => {
    cancel = clock.setTimeout(() => {
      beat();
      store.lease(lease, leaseMs).catch(() => undefined); // the next beat tries again
    }, leaseMs / 4);
  };
  beat();
  try {
    return await run();
  } finally {
    cancel();
    // Where it cannot be given back, it runs out.
    await store.release(lease).catch(() => undefined);
  }
}
