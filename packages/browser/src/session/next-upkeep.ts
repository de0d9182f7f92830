import type { CurrentToken } from './current-token.js';
import type { Model } from './machine.js';
import { remainingBackoff } from './shared-backoff.js';

/** A timer never fires more often than this for the sake of a token that is merely due, in milliseconds. */
const minDelayMs = 5_000;

/** Decides how long a page that is looked at waits before it looks after its session, in milliseconds; undefined for ever. Pure. */
export function nextUpkeep(
  { phase, record }: Model,
  { token, now }: { readonly token: Pick<CurrentToken, 'isHurried' | 'untilDue'>; readonly now: number },
): number | undefined {
  // The back-off may be another tab's, whose token was due: a timer for it here would fire at once, again and again.
  if (phase === 'waiting') return Math.max(remainingBackoff(record?.backoff, now), token.untilDue());
  if (phase !== 'authenticated') return undefined;
  return token.isHurried() ? 0 : Math.max(minDelayMs, token.untilDue());
}
