import { limits } from '@fanfare/contract';
import { checkOptions, RequestError } from '@fanfare/core/base';
import { checkMethods, checkWhole } from '../check-option.js';

/** What can be set for one call. */
export interface CallOptions {
  /** Ends the call, its waits and its repetitions. @default none */
  readonly signal?: AbortSignal | undefined;
  /** The time for one attempt, in milliseconds. @default the client's */
  readonly timeoutMs?: number | undefined;
  /** The time for all attempts and the waits between them, in milliseconds. @default the client's */
  readonly totalTimeoutMs?: number | undefined;
  /** How many times the call is repeated at most. @default the client's */
  readonly maxRetries?: number | undefined;
}

/** What can be set for one call that changes something. */
export interface UnsafeCallOptions extends CallOptions {
  /**
   * Lets the platform recognise the same call when it comes again, also from another process: 8 to 128
   * printable ASCII characters without spaces.
   *
   * @default a new one for every call, the same over its attempts
   */
  readonly idempotencyKey?: string | undefined;
}

const known = ['signal', 'timeoutMs', 'totalTimeoutMs', 'maxRetries'] as const;

/**
 * Checks the options of one call.
 *
 * @throws OptionsError `invalid_options`; RequestError `invalid_request` where the idempotency key cannot travel.
 */
export function checkCallOptions(
  options: UnsafeCallOptions,
  call: { readonly id: string; readonly unsafe: boolean },
): void {
  checkOptions(options, call.unsafe ? [...known, 'idempotencyKey'] : known, `${call.id}(…, options)`);
  const { signal, timeoutMs, totalTimeoutMs, maxRetries, idempotencyKey } = options;
  checkMethods({ signal }, ['addEventListener']);
  checkWhole({ timeoutMs, totalTimeoutMs }, { min: 1 });
  checkWhole({ maxRetries }, { min: 0, max: limits.retries });
  if (idempotencyKey === undefined || /^[\x21-\x7e]{8,128}$/.test(idempotencyKey)) return;
  const message = 'must be 8 to 128 printable ASCII characters without spaces';
  throw new RequestError(`${call.id} was not sent: idempotencyKey ${message}.`, {
    code: 'invalid_request',
    issues: [{ path: 'idempotencyKey', message }],
  });
}
