import { checkOptions } from '@fanfare/core';

/** What may differ from call to call. */
export interface CallOptions {
  /** Aborts the call, which then rejects with `aborted`. @default nothing aborts it */
  readonly signal?: AbortSignal | undefined;
  /** The time for one attempt, in milliseconds. @default the client's */
  readonly timeoutMs?: number | undefined;
  /** The time for all attempts and the waits between them, in milliseconds. @default the client's */
  readonly totalTimeoutMs?: number | undefined;
  /** How often the call is repeated at most, where its row allows that. @default the client's */
  readonly maxRetries?: number | undefined;
}

const names: readonly (keyof CallOptions)[] = ['signal', 'timeoutMs', 'totalTimeoutMs', 'maxRetries'];

/**
 * Lets nothing through but the options of a call, so that none of them can become a header or an address.
 *
 * @param what - The call, as in `queues.enter`.
 * @throws `OptionsError` `invalid_options`, naming the option
 */
export function checkCallOptions(given: CallOptions | undefined, what: string): CallOptions {
  if (given === undefined) return {};
  checkOptions(given, names, what);
  return given;
}
