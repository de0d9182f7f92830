import { keepLease, type LeaseOptions } from './keep-lease.js';

/** What became of a delivery. */
export type DeliveryOutcome = 'handled' | 'duplicate' | 'in_flight' | 'failed';

/** An effect to be had once. */
export interface OnceOptions extends LeaseOptions {
  /** Has the effect; throws where it did not. The signal says that the lease is lost. */
  readonly run: (signal: AbortSignal) => unknown;
}

/** Runs an effect under a claim: nobody else runs it meanwhile, nobody after it succeeded, the next one after it failed. */
export async function deliverOnce(options: OnceOptions): Promise<DeliveryOutcome> {
  const { inbox, claim, leaseMs } = options;
  const state = await attempt(options, () => inbox.claim(claim, leaseMs));
  if (state.failed) return 'failed';
  if (state.value !== 'fresh') return state.value === 'done' ? 'duplicate' : 'in_flight';
  if (!(await succeeds(options))) {
    await attempt(options, () => inbox.release(claim)); // where it fails, the lease runs out by itself
    return 'failed';
  }
  const noted = await attempt(options, () => inbox.complete(claim));
  if (noted.failed) await attempt(options, () => inbox.complete(claim));
  return 'handled'; // even where it could not be noted down: another delivery would repeat the effect
}

async function succeeds(options: OnceOptions): Promise<boolean> {
  const lease = keepLease(options);
  const { failed } = await attempt(options, async () => options.run(lease.signal));
  lease.stop();
  return !failed;
}

type Attempt<T> = { readonly failed: false; readonly value: T } | { readonly failed: true };

async function attempt<T>({ report }: OnceOptions, run: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { failed: false, value: await run() };
  } catch (error) {
    report(error);
    return { failed: true };
  }
}
