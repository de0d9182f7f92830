import { webhookRetrySchedule } from '@fanfare/contract';
import { checkOptions, type Clock, FanfareError, OptionsError, systemClock } from '@fanfare/core/base';
import { checkClock } from '../check-option.js';
import type { InboxClaim, WebhookInbox } from './inbox.js';
import { checkPositive } from './webhooks-options.js';

/** How much a {@link memoryInbox} remembers. */
export interface MemoryInboxOptions {
  /**
   * How long a finished event is remembered, in milliseconds; at least the 44.6 hours of the retry schedule.
   * @default 604800000 (7 days)
   */
  readonly ttlMs?: number;
  /**
   * How many events are remembered. Beyond it the longest finished are forgotten; one that is being handled never is.
   * @default 100000
   */
  readonly maxEntries?: number;
  /** @default the clock of this machine */
  readonly clock?: Clock;
}

interface Lease {
  readonly owner: string;
  readonly until: number;
}

const retriesMs = webhookRetrySchedule.reduce((sum, seconds) => sum + seconds, 0) * 1000;

/**
 * Remembers events in the memory of this process: for development, tests and services of a single process. A
 * restart forgets everything, and several processes do not see each other's claims.
 *
 * @throws `OptionsError` `invalid_options`, where an option is wrong or `ttlMs` is shorter than the retries last.
 * @example
 * ```ts
 * import { memoryInbox, webhookHandler } from '@fanfare/node/webhooks';
 *
 * const inbox = memoryInbox({ maxEntries: 10_000 });
 * export const POST = webhookHandler({ secrets: [process.env['FANFARE_WEBHOOK_SECRET'] ?? ''], inbox, on: {} });
 * ```
 */
export function memoryInbox(options: MemoryInboxOptions = {}): WebhookInbox {
  checkOptions(options, ['ttlMs', 'maxEntries', 'clock'], 'memoryInbox');
  checkClock(options.clock);
  const { clock = systemClock } = options;
  const ttlMs = checkTtl(options.ttlMs ?? 604_800_000);
  const maxEntries = checkPositive(options.maxEntries ?? 100_000, 'maxEntries');
  const leases = new Map<string, Lease>();
  const done = new Map<string, number>(); // until when; in the order of completion, so the first ends first

  function makeRoom(): void {
    for (const [key, until] of done) {
      if (until > clock.now() && leases.size + done.size < maxEntries) break;
      done.delete(key);
    }
    if (leases.size < maxEntries) return;
    for (const [key, { until }] of leases) if (until <= clock.now()) leases.delete(key);
    if (leases.size < maxEntries) return;
    const message = `The inbox handles ${maxEntries} events at once. Raise \`maxEntries\`.`;
    throw new FanfareError(message, { code: 'storage_unavailable', retryable: true });
  }

  const holds = ({ key, owner }: InboxClaim): boolean => leases.get(key)?.owner === owner;
  return {
    async claim({ key, owner }, leaseMs) {
      if ((done.get(key) ?? 0) > clock.now()) return 'done';
      const lease = leases.get(key);
      if (lease !== undefined && lease.until > clock.now()) return 'in_flight';
      if (lease === undefined) makeRoom();
      leases.set(key, { owner, until: clock.now() + leaseMs });
      return 'fresh';
    },
    async renew(claim, leaseMs) {
      if (!holds(claim)) return false;
      leases.set(claim.key, { owner: claim.owner, until: clock.now() + leaseMs });
      return true;
    },
    async complete({ key }) {
      leases.delete(key);
      done.delete(key); // to move it behind those that end before it
      done.set(key, clock.now() + ttlMs);
    },
    async release(claim) {
      if (holds(claim)) leases.delete(claim.key);
    },
  };
}

function checkTtl(ttlMs: number): number {
  if (checkPositive(ttlMs, 'ttlMs') >= retriesMs) return ttlMs;
  throw new OptionsError(
    `ttlMs must be at least ${retriesMs}: the platform delivers again for that long, and a forgotten event would have its effect twice.`,
  );
}
