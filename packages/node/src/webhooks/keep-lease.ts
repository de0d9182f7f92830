import { type Clock, FanfareError } from '@fanfare/core/base';
import type { InboxClaim, WebhookInbox } from './inbox.js';

/** A lease to keep, and who is told of failures. */
export interface LeaseOptions {
  readonly inbox: Pick<WebhookInbox<unknown>, 'renew'>;
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

/**
 * Renews a lease every third of its time, so that a slow handler keeps it and a crashed one loses it soon. One
 * lost answer of the store is no reason to stop; a whole lease without a good one is.
 */
export function keepLease({ inbox, claim, leaseMs, clock, report }: LeaseOptions): KeptLease {
  const lost = new AbortController();
  let stopped = false;
  let cancel = (): void => {};
  let until = clock.now() + leaseMs;

  function arm(): void {
    cancel = clock.setTimeout(tick, Math.ceil(leaseMs / 3));
  }
  function tick(): void {
    if (clock.now() > until) return lose(); // the store does not even answer
    arm();
    void renew(clock.now() + leaseMs);
  }
  async function renew(next: number): Promise<void> {
    try {
      if (!(await inbox.renew(claim, leaseMs))) return lose();
      until = Math.max(until, next);
    } catch (error) {
      report(error);
      if (clock.now() >= until) lose();
    }
  }
  function lose(): void {
    if (stopped) return;
    stop();
    const message = 'Handling a webhook took longer than its lease, which another delivery may hold now.';
    lost.abort(new FanfareError(`${message} Stop without further effects.`, { code: 'aborted' }));
  }
  function stop(): void {
    stopped = true;
    cancel();
  }

  arm();
  return { signal: lost.signal, stop };
}
