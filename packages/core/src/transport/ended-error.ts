import { AbortedError, TimeoutError } from '../errors/error-classes.js';
import { isFanfareError, type FanfareError } from '../errors/fanfare-error.js';

/** How a call was cut short. */
export interface Ending {
  readonly operation: string;
  readonly attempts: number;
  /** The reason of the signal that ended the call. */
  readonly reason: unknown;
  /** Set where it was the total time that ended it. */
  readonly totalTimeoutMs: number | undefined;
  readonly lastErrorCode: string | undefined;
}

/** Makes the error of a call that its caller or its total time ended. */
export function endedError(ending: Ending): FanfareError {
  const { operation, attempts, reason, totalTimeoutMs, lastErrorCode } = ending;
  if (totalTimeoutMs !== undefined) {
    const last = lastErrorCode === undefined ? '' : ` The attempt before failed with ${lastErrorCode}.`;
    return new TimeoutError(
      `${operation} failed: no complete answer within ${totalTimeoutMs} ms in total, over ${attempts} attempt(s).${last}`,
      { code: 'timeout', attempts, retryable: true },
    );
  }
  // A session that is replaced aborts its calls with the error that they shall fail with.
  if (isFanfareError(reason)) return reason;
  const when = attempts === 0 ? 'before it was sent' : 'by its caller; whether it took effect is unknown';
  return new AbortedError(`${operation} was aborted ${when}.`, { code: 'aborted', attempts, cause: reason });
}
