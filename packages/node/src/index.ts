export { FanfareServer } from './client.js';
export type { FanfareServerOptions } from './options.js';
export type { CallLimitOptions } from './limiter/create-call-limiter.js';
export { fromEnv, type Environment, type OptionsFromEnv } from './from-env.js';
export type { SecretKeyOption } from './secret-source.js';
export { proveKey, type ProveKeyOptions } from './credentials/prove-key.js';
export type { Ed25519SigningKey, SigningKeyOption } from './credentials/ed25519-source.js';
export {
  verifyRequest,
  type SignedRequest,
  type VerifiedRequest,
  type VerifyRequestOptions,
} from './signing/verify-request.js';
export { memoryNonceStore, type NonceStore } from './signing/nonce-store.js';
export type { RequestKey } from './signing/verifying-key.js';
export type { Logger, LogFields } from './logger.js';
export { pinoLogger, type FieldsFirstLogger } from './pino-logger.js';
export { Secret } from './secret.js';
export type { CallOptions, UnsafeCallOptions } from './resources/call-options.js';
export type { ExternalResource, ExternalToken } from './resources/external.js';
export type { QueuesResource } from './resources/queues.js';
export type { DrawsResource } from './resources/draws.js';
export type { ConsumersResource } from './resources/consumers.js';
export type {
  CancelRequest,
  CheckoutRequest,
  CheckoutResource,
  RefundRequest,
} from './resources/checkout.js';
export type {
  AdmissionCheck,
  AdmissionOrder,
  AdmissionsResource,
  AdmissionSubject,
  CompletedAdmission,
} from './resources/admissions.js';
export type { TokensResource, VerifyTokenOptions } from './resources/tokens.js';
export type { VerifiedConsumer } from './tokens/verify-with-keys.js';
export {
  AbortedError,
  AuthenticationError,
  ConflictError,
  FanfareError,
  GrantError,
  isFanfareError,
  NetworkError,
  NotFoundError,
  OptionsError,
  PermissionError,
  RateLimitError,
  RequestError,
  ResponseError,
  ServerError,
  TimeoutError,
  TooManyAttemptsError,
  type ErrorIssue,
} from '@fanfare/core/base';
