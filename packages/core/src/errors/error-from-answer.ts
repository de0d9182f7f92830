import { adviseWait } from './advise-wait.js';
import {
  AuthenticationError,
  ConflictError,
  GrantError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  RequestError,
  ServerError,
  TooManyAttemptsError,
  type RateLimitErrorOptions,
} from './error-classes.js';
import type { FanfareError } from './fanfare-error.js';
import type { NormalizedError } from './normalize-error.js';

type ErrorClass = new (message: string, options: RateLimitErrorOptions) => FanfareError;

const classes: Readonly<Record<number, ErrorClass>> = {
  401: AuthenticationError,
  403: PermissionError,
  404: NotFoundError,
  409: ConflictError,
  422: ConflictError,
  423: RateLimitError,
  429: RateLimitError,
};

/** Which call it was that the platform refused. */
export interface RefusedCall {
  readonly operation: string;
  readonly attempts: number;
}

/** Makes the error of a refusal, of the class that says what its receiver can do. */
export function errorFromAnswer(refusal: NormalizedError, call: RefusedCall): FanfareError {
  const { message, status, code, retryAfterMs } = refusal;
  const advice = retryAfterMs === undefined ? '' : ` ${adviseWait(retryAfterMs)}`;
  const sentence = /[.!?…]$/.test(message) ? message : `${message}.`;
  return new (classOf(status, code))(
    `${call.operation} was refused with ${status} ${code}: ${sentence}${advice}`,
    { ...refusal, attempts: call.attempts },
  );
}

function classOf(status: number, code: string): ErrorClass {
  if (code.startsWith('grant_') && status < 500) return GrantError;
  if (code === 'too_many_attempts') return TooManyAttemptsError;
  return classes[status] ?? (status >= 500 ? ServerError : RequestError);
}
