import { FanfareError } from './fanfare-error.js';

// One class per situation that a caller handles differently; `code` tells the rest.

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
