import type { MockClock } from '../clock.js';

/** Does something again and again, on the platform's clock: by itself while that flows, otherwise as it is moved. Returns the undo. */
export function every(
  ms: number,
  { clock, run }: { readonly clock: MockClock; readonly run: () => void },
): () => void {
  const again = (): void => {
    cancel = clock.schedule(clock.now() + ms, again);
    run();
  };
  let cancel = clock.schedule(clock.now() + ms, again);
  return () => cancel();
}
