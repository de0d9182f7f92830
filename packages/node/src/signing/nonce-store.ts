import { systemClock, type Clock } from '@fanfare/core/base';

/** Remembers which signatures have been used. All processes that take the same requests have to share one. */
export interface NonceStore {
  /**
   * Remembers a nonce in one step, for as long as its signature could be used.
   *
   * @returns `false` where it is known already.
   */
  claim(nonce: string, untilMs: number): boolean | Promise<boolean>;
}

/** A bound on what somebody who has a good key can make this process remember. */
const most = 1_000_000;

/** Remembers nonces in the memory of this process, and nowhere else. */
export function memoryNonceStore({ clock = systemClock }: { readonly clock?: Clock } = {}): NonceStore {
  const known = new Map<string, number>();
  let tidyAt = 10_000;
  return {
    claim(nonce, untilMs) {
      const now = clock.now();
      if (known.size >= tidyAt) {
        for (const [name, until] of known) if (until < now) known.delete(name);
        tidyAt = Math.max(10_000, 2 * known.size);
      }
      // Full of what is still good: refusing is the safe side.
      if ((known.get(nonce) ?? -1) >= now || known.size >= most) return false;
      known.set(nonce, untilMs);
      return true;
    },
  };
}
