import type { PlatformLink } from './platform-link.ts';

/** What is left of the leeway where it is made longer, and how often that is looked at, in milliseconds. */
const marginMs = 15_000;
const lookMs = 1_000;

/** A leeway that waits for a machine which is busy with something else. */
export interface StretchedLeeway {
  /** Trouble begins: no answer that was lost before is still needed. */
  begin(): void;
  stop(): void;
  /** The longest that it was made, in milliseconds; what was asked for where the machine kept up. */
  readonly longestMs: number;
}

/**
 * Keeps the leeway of a platform ahead of how long trouble lasts by its clock. A page that cannot run for a minute is out by the rules of the
 * platform, which says nothing about the page; on a machine that keeps up, nothing is changed.
 */
export function stretchLeeway(
  platform: PlatformLink,
  { leewayMs, now }: { readonly leewayMs: number; readonly now: () => number },
): StretchedLeeway {
  let longestMs = leewayMs;
  let since = now();
  const timer = setInterval(() => {
    const neededMs = now() - since + marginMs;
    if (neededMs <= longestMs) return;
    longestMs = neededMs + marginMs;
    void platform.ask('leeway', longestMs);
  }, lookMs);
  return {
    begin() {
      since = now();
    },
    stop: () => clearInterval(timer),
    get longestMs() {
      return longestMs;
    },
  };
}
