import type { Clock } from '@fanfare/core/base';
import type { InboxClaim, WebhookInbox } from './inbox.js';
import { keepLease } from './keep-lease.js';
import { startTimeLimit, type TimeLimit, untilAborted } from './time-limit.js';

/** What an effect may use. */
export interface EffectScope<Tx> {
  /** Aborts when the event is no longer held, or the time is over. */
  readonly signal: AbortSignal;
  readonly tx: Tx;
}

/** An effect to be had under a claim. */
export interface EffectOptions<Tx> {
  readonly inbox: WebhookInbox<Tx>;
  readonly claim: InboxClaim;
  readonly leaseMs: number;
  readonly limitMs: number;
  readonly clock: Clock;
  /** Hears of failures of the inbox that do not decide the outcome. */
  readonly report: (error: unknown) => void;
  /** Has the effect; throws where it did not. */
  readonly run: (scope: EffectScope<Tx>) => unknown;
}

/**
 * What became of an effect: `completed`, it is there and noted; `lost`, another claim took the event, and nothing was
 * noted; `failed`, it threw; `hung`, it did not end in time and may go on.
 */
export type EffectResult =
  | { readonly outcome: 'completed' }
  | { readonly outcome: 'lost' | 'failed' | 'hung'; readonly error: unknown };

/** Has an effect under a claim that is held, and completes the claim: in one transaction where the inbox has them. */
export async function runEffect<Tx>(options: EffectOptions<Tx>): Promise<EffectResult> {
  const limit = startTimeLimit(options.clock, options.limitMs);
  try {
    return options.inbox.transact === undefined
      ? await runUnderLease(options, limit)
      : await runInTransaction(options, limit);
  } catch (error) {
    return { outcome: limit.signal.aborted ? 'hung' : 'failed', error };
  } finally {
    limit.stop();
  }
}

async function runInTransaction<Tx>(options: EffectOptions<Tx>, limit: TimeLimit): Promise<EffectResult> {
  const { inbox, claim, limitMs, run } = options;
  const completed = await inbox.transact?.(claim, {
    limitMs,
    signal: limit.signal,
    async run(tx, lost) {
      const signal = AbortSignal.any([lost, limit.signal]);
      await untilAborted(signal, () => run({ tx, signal }));
      signal.throwIfAborted(); // one that stopped early because it was told to has not had its effect
    },
  });
  return completed === true ? { outcome: 'completed' } : { outcome: 'lost', error: undefined };
}

async function runUnderLease<Tx>(options: EffectOptions<Tx>, limit: TimeLimit): Promise<EffectResult> {
  const lease = keepLease(options);
  const signal = AbortSignal.any([lease.signal, limit.signal]);
  try {
    const tx = undefined as Tx; // what an inbox without transactions stands for
    await untilAborted(limit.signal, () => options.run({ tx, signal }));
  } catch (error) {
    // One that stopped because it was told to: the event is another delivery's now, and not to be given up for both.
    if (lease.signal.aborted && !limit.signal.aborted) return { outcome: 'lost', error };
    throw error;
  } finally {
    lease.stop();
  }
  if (lease.signal.aborted) return { outcome: 'lost', error: lease.signal.reason };
  return complete(options);
}

async function complete<Tx>({ inbox, claim, report }: EffectOptions<Tx>): Promise<EffectResult> {
  for (let tries = 0; tries < 2; tries += 1) {
    try {
      if (await inbox.complete(claim)) return { outcome: 'completed' };
      return { outcome: 'lost', error: undefined };
    } catch (error) {
      report(error);
    }
  }
  return { outcome: 'completed' }; // though it could not be noted down: another delivery would repeat the effect
}
