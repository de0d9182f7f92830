import { FanfareError } from '@fanfare/core/base';
import { type EffectOptions, type EffectScope, runEffect } from './run-effect.js';

/** What became of a delivery. */
export type DeliveryOutcome =
  | { readonly outcome: 'handled' | 'duplicate' | 'dead' | 'failed' }
  | { readonly outcome: 'in_flight'; readonly retryAfterMs: number };

/** Where something failed, and what becomes of the event. */
export interface DeliveryFailure {
  readonly stage: 'handling' | 'dead_letter';
  readonly attempt?: number;
  readonly next?: 'redelivery' | 'dead_letter' | 'none';
}

/** What a handler, or the callback for dead letters, may know. */
export interface AttemptScope<Tx> extends EffectScope<Tx> {
  readonly attempt: number;
}

/** An event to be handled once. */
export interface OnceOptions<Tx> extends Omit<EffectOptions<Tx>, 'run' | 'report'> {
  /** Has the effect; throws where it did not. */
  readonly run: (scope: AttemptScope<Tx>) => unknown;
  /** Takes over what failed for the last time; absent where events are tried for as long as they are delivered. */
  readonly deadLetter: ((error: unknown, scope: AttemptScope<Tx>) => unknown) | undefined;
  readonly maxAttempts: number;
  /** Whether the sender delivers again what was not handled. */
  readonly redelivers: boolean;
  readonly report: (error: unknown, failure: DeliveryFailure) => void;
}

/** A delivery that is ours to handle, and how often the event was tried, this time included. */
export interface Claimed {
  readonly outcome: 'claimed';
  readonly attempt: number;
}

/** Claims the event of a delivery; anything but `claimed` is the outcome already. */
export async function claimDelivery<Tx>(options: OnceOptions<Tx>): Promise<Claimed | DeliveryOutcome> {
  const { inbox, claim, leaseMs, report } = options;
  try {
    const answer = await inbox.claim(claim, leaseMs);
    if (answer.state === 'fresh') return { outcome: 'claimed', attempt: answer.attempt };
    if (answer.state === 'done') return { outcome: 'duplicate' };
    return { outcome: 'in_flight', retryAfterMs: answer.retryAfterMs ?? leaseMs };
  } catch (error) {
    report(error, { stage: 'handling', next: 'redelivery' });
    return { outcome: 'failed' };
  }
}

/** Handles an event that was claimed: nobody else does meanwhile, nobody after it succeeded, the next one after it failed. */
export async function handleClaimed<Tx>(options: OnceOptions<Tx>, attempt: number): Promise<DeliveryOutcome> {
  const { deadLetter, maxAttempts, redelivers } = options;
  if (deadLetter !== undefined && attempt > maxAttempts) return bury(options, { attempt, error: undefined });
  const result = await runEffect(effectOf(options, attempt));
  if (result.outcome === 'completed') return { outcome: 'handled' };
  if (result.outcome === 'lost') return loseTo(options, { attempt, error: result.error });
  const last = deadLetter !== undefined && attempt >= maxAttempts;
  const next = last ? 'dead_letter' : redelivers ? 'redelivery' : 'none';
  options.report(result.error, { stage: 'handling', attempt, next });
  if (last) return bury(options, { attempt, error: result.error });
  // One that hangs may go on: its lease is left to run out, so that it has that long to heed its signal.
  if (result.outcome === 'failed') await release(options);
  return { outcome: 'failed' };
}

interface Failed {
  readonly attempt: number;
  readonly error: unknown;
}

async function bury<Tx>(options: OnceOptions<Tx>, { attempt, error }: Failed): Promise<DeliveryOutcome> {
  const run = (scope: EffectScope<Tx>): unknown => options.deadLetter?.(error, { ...scope, attempt });
  const result = await runEffect({ ...effectOf(options, attempt), run });
  if (result.outcome === 'completed') return { outcome: 'dead' };
  if (result.outcome === 'lost') return loseTo(options, { attempt, error: result.error });
  const next = options.redelivers ? 'redelivery' : 'none';
  options.report(result.error, { stage: 'dead_letter', attempt, next });
  if (result.outcome === 'failed') await release(options);
  return { outcome: 'failed' };
}

function effectOf<Tx>(options: OnceOptions<Tx>, attempt: number): EffectOptions<Tx> {
  return {
    ...options,
    run: (scope) => options.run({ ...scope, attempt }),
    report: (error) => options.report(error, { stage: 'handling', attempt }),
  };
}

/** Another claim may have taken the event: it decides what becomes of it, and the sender asks again. */
async function loseTo<Tx>(options: OnceOptions<Tx>, { attempt, error }: Failed): Promise<DeliveryOutcome> {
  const message = 'Handling a webhook took longer than its lease, and another delivery took the event.';
  const lost = new FanfareError(`${message} Nothing was noted as done.`, { code: 'aborted', cause: error });
  const next = options.redelivers ? 'redelivery' : 'none';
  options.report(lost, { stage: 'handling', attempt, next });
  await release(options); // where nobody took it after all
  return { outcome: 'in_flight', retryAfterMs: options.leaseMs };
}

async function release<Tx>({ inbox, claim, report }: OnceOptions<Tx>): Promise<void> {
  try {
    await inbox.release(claim);
  } catch (error) {
    report(error, { stage: 'handling' }); // the lease runs out by itself
  }
}
