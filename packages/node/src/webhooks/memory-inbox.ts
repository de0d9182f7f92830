import { checkOptions, type Clock, FanfareError, systemClock } from '@fanfare/core/base';
import { checkClock } from '../check-option.js';
import { checkRetention } from './check-retention.js';
import type { InboxClaim, WebhookInbox } from './inbox.js';
import { checkPositive } from './webhooks-options.js';

/** How much a {@link memoryInbox} remembers. */
export interface MemoryInboxOptions {
  /**
   * How long a finished event is remembered, in milliseconds; at least the 44.6 hours of the retry schedule.
   * @default 604800000 (7 days)
   */
  readonly retentionMs?: number;
  /**
   * How many events are remembered. Beyond it the longest finished are forgotten, then how often failed ones were
   * tried; one that is being handled never is.
   * @default 100000
   */
  readonly maxEntries?: number;
  /** @default the clock of this machine */
  readonly clock?: Clock;
}

interface Lease {
  /** Absent where it was given back: what is left then is how often the event was tried. */
  readonly owner: string | undefined;
  readonly until: number;
  readonly attempts: number;
  readonly forgetAt: number;
}

interface Done {
  readonly owner: string;
  readonly until: number;
}

/**
 * Remembers events in the memory of this process: for development, tests and services of a single process. A
 * restart forgets everything, and several processes do not see each other's claims.
 *
 * @throws `OptionsError` `invalid_options`, where an option is wrong or `retentionMs` is shorter than the retries last.
 * @example
 * ```ts
 * import { memoryInbox, webhookHandler } from '@fanfare/node/webhooks';
 *
 * const inbox = memoryInbox({ maxEntries: 10_000 });
 * export const POST = webhookHandler({ secrets: [process.env['FANFARE_WEBHOOK_SECRET'] ?? ''], inbox, on: {} });
 * ```
 */
export function memoryInbox(options: MemoryInboxOptions = {}): WebhookInbox {
  checkOptions(options, ['retentionMs', 'maxEntries', 'clock'], 'memoryInbox');
  checkClock(options.clock);
  const { clock = systemClock } = options;
  const retentionMs = checkRetention(options.retentionMs, 'retentionMs');
  const maxEntries = checkPositive(options.maxEntries ?? 100_000, 'maxEntries');
  const leases = new Map<string, Lease>(); // in the order of the last claim
  const done = new Map<string, Done>(); // in the order of completion, so the first ends first

  function makeRoom(): void {
    const now = clock.now();
    for (const [key, { until, forgetAt }] of leases) {
      if (until > now || forgetAt > now) break;
      leases.delete(key);
    }
    for (const [key, { until }] of done) {
      if (until > now && leases.size + done.size < maxEntries) break;
      done.delete(key);
    }
    if (leases.size < maxEntries) return;
    for (const [key, { until }] of leases) if (until <= now) leases.delete(key);
    if (leases.size < maxEntries) return;
    const message = `The inbox handles ${maxEntries} events at once. Raise \`maxEntries\`.`;
    throw new FanfareError(message, { code: 'storage_unavailable', retryable: true });
  }

  const heldBy = ({ key, owner }: InboxClaim): Lease | undefined => {
    const lease = leases.get(key);
    return lease?.owner === owner ? lease : undefined;
  };
  return {
    async claim({ key, owner }, leaseMs) {
      const now = clock.now();
      if ((done.get(key)?.until ?? 0) > now) return { state: 'done' };
      const lease = leases.get(key);
      if (lease !== undefined && lease.until > now) {
        return { state: 'in_flight', retryAfterMs: lease.until - now };
      }
      if (lease === undefined) makeRoom();
      const attempt = (lease?.attempts ?? 0) + 1;
      leases.delete(key); // to move it behind those that were claimed before it
      leases.set(key, { owner, until: now + leaseMs, attempts: attempt, forgetAt: now + retentionMs });
      return { state: 'fresh', attempt };
    },
    async renew(claim, leaseMs) {
      const lease = heldBy(claim);
      if (lease === undefined) return false;
      leases.set(claim.key, { ...lease, until: clock.now() + leaseMs });
      return true;
    },
    async complete(claim) {
      const { key, owner } = claim;
      if (heldBy(claim) === undefined) return done.get(key)?.owner === owner;
      leases.delete(key);
      done.delete(key); // one that ended long ago must not keep its place
      done.set(key, { owner, until: clock.now() + retentionMs });
      return true;
    },
    async release(claim) {
      const lease = heldBy(claim);
      if (lease !== undefined) leases.set(claim.key, { ...lease, owner: undefined, until: 0 });
    },
  };
}
