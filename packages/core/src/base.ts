// What loads in a millisecond: everything of this package that does not reach the transport and, with it, ky.
export {
  FanfareError,
  isFanfareError,
  type ErrorIssue,
  type FanfareErrorJson,
  type FanfareErrorOptions,
} from './errors/fanfare-error.js';
export {
  AbortedError,
  AuthenticationError,
  ConflictError,
  GrantError,
  NetworkError,
  NotFoundError,
  OptionsError,
  PermissionError,
  RateLimitError,
  RequestError,
  ResponseError,
  ServerError,
  SessionError,
  TimeoutError,
  TooManyAttemptsError,
  type RateLimitErrorOptions,
} from './errors/error-classes.js';
export type { RateLimitFacts } from './errors/read-rate-limit.js';
export { redact } from './redaction/redact.js';
export { redactText } from './redaction/redact-text.js';
export { systemClock, type Clock } from './clock.js';
export { singleFlight } from './single-flight.js';
export { backoff, type BackoffOptions } from './backoff.js';
export { sleep, type SleepOptions } from './sleep.js';
export { checkOptions } from './options/check-options.js';
export { checkUrl } from './options/check-url.js';
export { describeType } from './options/describe-type.js';
export { resolveServiceUrls, type ServiceUrlOptions } from './options/resolve-service-urls.js';
export { renewOwnState, renewState } from './renew-words.js';
export { createPages, type Pages, type ToArrayOptions } from './paging/create-pages.js';
export type { PagedList } from './paging/walk-pages.js';
export { untilAborted } from './transport/until-aborted.js';
export type { AttemptEvent } from './transport/attempt-event.js';
export type { CallWatch } from './transport/call-watch.js';
export type { DirectAnswer, OneRequest, SendOnce } from './transport/send-once.js';
export type { OutgoingRequest } from './transport/outgoing-request.js';
export type { Answer, Call, Transport, TransportOptions } from './transport/transport.js';
