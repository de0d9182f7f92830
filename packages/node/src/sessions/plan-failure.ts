import { isFanfareError } from '@fanfare/core/base';
import type { RefreshFailure } from './session-record.js';

const baseMs = 500;
const capMs = 20_000;
/** No answer of the platform keeps a shopper waiting for longer than this. */
const orderedCapMs = 600_000;

/** Plans how long nobody tries again after a refresh that failed: four times longer after each, or as the platform said. */
export function planFailure(
  error: unknown,
  { previous, now, random }: { previous: RefreshFailure | undefined; now: number; random: () => number },
): RefreshFailure {
  const attempt = (previous?.attempt ?? 0) + 1;
  const own = Math.min(capMs, baseMs * 4 ** (attempt - 1)) * (1 + random());
  const ordered = isFanfareError(error) ? error.retryAfterMs : undefined;
  const delayMs = ordered === undefined ? own : Math.min(Math.max(0, ordered) + own, orderedCapMs);
  const isAnswer = isFanfareError(error) && error.status !== undefined && error.status >= 400;
  return {
    until: now + Math.ceil(delayMs),
    attempt,
    code: isAnswer ? error.code : 'service_unavailable',
    status: isAnswer ? (error.status ?? 503) : 503,
  };
}
