import type { RateLimitScope } from '@fanfare/contract';
import { FanfareError, type FanfareErrorJson, type FanfareErrorOptions } from './fanfare-error.js';
import type { RateLimitFacts } from './read-rate-limit.js';

// One class per situation that a caller handles differently; `code` tells the rest.

/** What a {@link RateLimitError} is made of, besides its message. */
export interface RateLimitErrorOptions extends FanfareErrorOptions {
  /** How the caller stands with the limit that refused. @default nothing is known */
  readonly rateLimit?: RateLimitFacts | undefined;
}

/** Says that the options of a client or a call are wrong; nothing was sent (`invalid_options`). */
export class OptionsError extends FanfareError {
  override readonly name: string = 'OptionsError';

  /** Names the option and what it may be; never the value. */
  constructor(message: string, options?: { readonly cause?: unknown }) {
    super(message, { code: 'invalid_options', cause: options?.cause });
  }
}

/** Says that the request itself is at fault: `invalid_request` before sending, `validation_error` and other 4xx after. */
export class RequestError extends FanfareError {
  override readonly name: string = 'RequestError';
}

/** Says that a credential is missing, wrong or worn out (401). */
export class AuthenticationError extends FanfareError {
  override readonly name: string = 'AuthenticationError';
}

/** Says that the credential is good and may not do this (403). */
export class PermissionError extends FanfareError {
  override readonly name: string = 'PermissionError';
}

/** Says that there is no such thing here; things of other organizations look the same (404). */
export class NotFoundError extends FanfareError {
  override readonly name: string = 'NotFoundError';
}

/** Says that the call does not fit the present state (409, 422). */
export class ConflictError extends FanfareError {
  override readonly name: string = 'ConflictError';
}

/** Says that it is too early or too much; `retryAfterMs` tells when to come back (429, 423). */
export class RateLimitError extends FanfareError {
  override readonly name: string = 'RateLimitError';
  /** How many calls the limit takes in its window, where the platform says so. */
  declare readonly limit?: number;
  /** How many of them are left. */
  declare readonly remaining?: number;
  /** When the limit is whole again, in milliseconds since the epoch, on the platform's clock. */
  declare readonly resetAt?: number;
  /** Whose calls are counted together; a newer platform may send others. */
  declare readonly scope?: RateLimitScope | (string & {});
  readonly #facts: RateLimitFacts;

  constructor(message: string, options: RateLimitErrorOptions) {
    super(message, options);
    this.#facts = options.rateLimit ?? {};
    for (const [key, value] of Object.entries(this.#facts)) {
      Object.defineProperty(this, key, { value, enumerable: true });
    }
  }

  /** Returns what is known of the limit that refused. */
  facts(): RateLimitFacts {
    return { ...this.#facts };
  }

  /** Returns what is safe and useful in a log. */
  override toJSON(): FanfareErrorJson & RateLimitFacts {
    return { ...super.toJSON(), ...this.#facts };
  }
}

/**
 * Says that there were too many tries to sign in or to prove something (`too_many_attempts`); `retryAfterMs` tells
 * when the next one is looked at. It is never sent by itself.
 */
export class TooManyAttemptsError extends RateLimitError {
  override readonly name: string = 'TooManyAttemptsError';
}

/** Says that the platform failed (5xx). */
export class ServerError extends FanfareError {
  override readonly name: string = 'ServerError';
}

/** Says that no complete answer arrived; whether the call took effect is unknown (`network_error`). */
export class NetworkError extends FanfareError {
  override readonly name: string = 'NetworkError';
}

/** Says that no complete answer arrived in time; whether the call took effect is unknown (`timeout`). */
export class TimeoutError extends FanfareError {
  override readonly name: string = 'TimeoutError';
}

/** Says that the caller aborted the call (`aborted`). */
export class AbortedError extends FanfareError {
  override readonly name: string = 'AbortedError';
}

/** Says that the answer is not what the contract describes (`invalid_response`, `redirect_refused`). */
export class ResponseError extends FanfareError {
  override readonly name: string = 'ResponseError';
}

/** Says that there is no session to call with (`not_authenticated`, `session_expired`, `session_replaced`, `destroyed`). */
export class SessionError extends FanfareError {
  override readonly name: string = 'SessionError';
}

/** Says that an admission grant does not admit (`grant_…`). */
export class GrantError extends FanfareError {
  override readonly name: string = 'GrantError';
}
