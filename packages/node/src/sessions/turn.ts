import type { Clock } from '@fanfare/core/base';
import { holdLease } from './hold-lease.js';
import type { RefreshTimes } from './refresh-times.js';
import { newSessionId } from './session-id.js';
import type { SessionRecord } from './session-record.js';
import type { SessionStore } from './session-store.js';
import type { Vault } from './vault.js';

/** Where turns are taken, and for how long. */
export interface TurnOptions extends Pick<RefreshTimes, 'leaseMs' | 'sentLeaseMs'> {
  readonly vault: Vault;
  readonly store: SessionStore;
  readonly clock: Clock;
}

/** One process's turn at the tokens of a session. */
export interface Turn {
  /** Runs something in a turn of one's own; `undefined` where somebody else has it. */
  run<T>(work: () => Promise<T>): Promise<T | undefined>;
  /**
   * Makes sure that the turn is still had, and that what is about to be sent is still the newest.
   *
   * @returns what tells, at the very moment of sending, whether that is still so; `undefined` where it is not.
   */
  confirm(from: SessionRecord): Promise<Fence | undefined>;
}

/** Tells without waiting whether the turn is certain to last for a while yet. */
export type Fence = () => boolean;

/** Makes a turn, which nobody has yet. */
export function createTurn(key: string, { vault, store, clock, leaseMs, sentLeaseMs }: TurnOptions): Turn {
  const lease = { key, holder: newSessionId() };
  let heldMs = leaseMs;
  const hold = (): Promise<boolean> => store.lease(lease, heldMs);
  const release = (): Promise<void> => store.release(lease);
  return {
    async run(work) {
      heldMs = leaseMs;
      return (await hold()) ? holdLease(work, { hold, release, everyMs: leaseMs / 4, clock }) : undefined;
    },
    async confirm(from) {
      const askedAt = clock.now();
      // Less than nothing: the clock was set back.
      const isOpen = (): boolean => clock.now() - askedAt < sentLeaseMs / 2 && clock.now() >= askedAt;
      heldMs = sentLeaseMs; // who comes next cannot tell whether something was sent
      if (!(await hold())) return undefined;
      // In this order: between a look and the lease, somebody else may have taken a turn and given it back.
      const { generation } = (await vault.open(key)) ?? {};
      return generation === from.generation && isOpen() ? isOpen : undefined;
    },
  };
}
