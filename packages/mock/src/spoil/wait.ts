import type { MockClock } from '../clock.js';
import { hang } from './hang.js';

/** Waits for a time on the platform's clock, or until the caller gives up. */
export async function wait(
  until: number,
  { clock, signal }: { readonly clock: MockClock; readonly signal: AbortSignal },
): Promise<void> {
  let cancel = (): void => {};
  const passed = new Promise<void>((resolve) => {
    cancel = clock.schedule(until, resolve);
  });
  await Promise.race([passed, hang(signal)]).finally(() => cancel());
}
