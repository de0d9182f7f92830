import { type Clock, FanfareError } from '@fanfare/core/base';
import type { InboxClaim, WebhookInbox } from './inbox.js';

/** A lease to keep, and who is told of failures. */
export interface LeaseOptions {
  readonly inbox: WebhookInbox;
  readonly claim: InboxClaim;
  readonly leaseMs: number;
  readonly clock: Clock;
  readonly report: (error: unknown) => void;
}

/** A lease that is being kept. */
export interface KeptLease {
  /** Aborts when the lease is lost, that is, when another process may start on the same event. */
  readonly signal: AbortSignal;
  /** Stops renewing; safe to call twice. */
  stop(): void;
}

/** Renews a lease every third of its time, so that a slow handler keeps it and a crashed one loses it soon. */
export function keepLease({ inbox, claim, leaseMs, clock, report }: LeaseOptions): KeptLease {
  const lost = new AbortController();
  let stopped = false;
  let cancel = (): void => {};

  function arm(): void {
    cancel = clock.setTimeout(() => void renew(), Math.ceil(leaseMs / 3));
  }
  async function renew(): Promise<void> {
    const kept = await stillHeld();
    if (stopped) return;
    if (kept) return arm();
    const message = 'Handling a webhook took longer than its lease, which another delivery holds now.';
    lost.abort(new FanfareError(`${message} Stop without further effects.`, { code: 'aborted' }));
  }
  async function stillHeld(): Promise<boolean> {
    try {
      return await inbox.renew(claim, leaseMs);
    } catch (error) {
      report(error);
      return true; // one lost answer of the store is no reason to stop; the lease spans three renewals
    }
  }

  arm();
  return {
    signal: lost.signal,
    stop() {
      stopped = true;
      cancel();
    },
  };
}
