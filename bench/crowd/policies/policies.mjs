import { auth0 } from './auth0.mjs';
import { fixedLeeway } from './fixed-leeway.mjs';
import { ours } from './ours.mjs';
import { supabase } from './supabase.mjs';

/** The policies that are compared, by name. */
export const policies = {
  ours: (sdk) => ours(sdk),
  fixed: () => fixedLeeway,
  supabase: () => supabase,
  auth0: () => auth0,
};

/** Our policy with other defaults: `share` of a lifetime that early refreshes are spread over, and the longest own pause. */
export function varied(sdk, { share, longestMs, longerBy }) {
  return ours(sdk, {
    // The SDK refreshes at 75 % and a fifth of the lifetime, times the die: another share, that ends at 95 % too, is another die.
    ...(share !== undefined && { dieOf: (die) => 1 - (share / 0.2) * (1 - die) }),
    changeBackoff(planned) {
      if (planned.ordered === true) return planned;
      if (longestMs !== undefined) return { ...planned, delayMs: Math.min(planned.delayMs, longestMs) };
      const isLongest = longerBy !== undefined && planned.delayMs >= 20_000;
      return isLongest ? { ...planned, delayMs: planned.delayMs * longerBy } : planned;
    },
  });
}
