export type {
  KnownWebhookEvent,
  UnknownWebhookEvent,
  WebhookEvent,
  WebhookEventData,
  WebhookEventType,
} from '@fanfare/contract';
export { createWebhooks, type VerifiedDelivery, type Webhooks } from './create-webhooks.js';
export { verifyWebhook, type VerifyWebhookOptions } from './verify-webhook.js';
export { verifySignature, type VerifySignatureOptions } from './verify-signature.js';
export { signWebhook, type SignWebhookOptions, type WebhookSignatureHeaders } from './sign-webhook.js';
export {
  createTestWebhook,
  type TestWebhook,
  type TestWebhookData,
  type TestWebhookOptions,
} from './create-test-webhook.js';
export { webhookHandler, type WebhookRequestHandler } from './webhook-handler.js';
export type { WebhookHandlerOptions } from './webhook-handler-options.js';
export type {
  DeadLetterContext,
  WebhookContext,
  WebhookEventOf,
  WebhookFailure,
  WebhookHandlers,
} from './webhook-context.js';
export { toNodeHandler, type NodeWebhookHandler } from './adapters/to-node-handler.js';
export { toExpressHandler } from './adapters/to-express-handler.js';
export {
  type FastifyReplyLike,
  type FastifyRequestLike,
  type FastifyWebhookHandler,
  toFastifyHandler,
} from './adapters/to-fastify-handler.js';
export {
  type FastifyLike,
  type FastifyWebhookPlugin,
  toFastifyPlugin,
} from './adapters/to-fastify-plugin.js';
export {
  type HonoConnInfo,
  type HonoContextLike,
  type HonoSenderOptions,
  type HonoWebhookHandler,
  toHonoHandler,
} from './adapters/to-hono-handler.js';
export {
  type KoaContextLike,
  type KoaWebhookMiddleware,
  toKoaMiddleware,
} from './adapters/to-koa-middleware.js';
export { type LambdaWebhookHandler, toLambdaHandler } from './adapters/to-lambda-handler.js';
export type { LambdaWebhookEvent, LambdaWebhookResult } from './adapters/lambda-event.js';
export { type NextPagesHandler, toNextPagesHandler } from './adapters/to-next-pages-handler.js';
export { toWorker, type WebhookWorker } from './adapters/to-worker.js';
export type { SenderOptions } from './sender-options.js';
export type { InboxAnswer, InboxClaim, InboxTransaction, WebhookInbox } from './inbox.js';
export { memoryInbox, type MemoryInboxOptions } from './memory-inbox.js';
export { inboxConformance, type InboxCheck, inboxTransactionConformance } from './inbox-conformance.js';
export type { InboxHarness } from './inbox-scenarios.js';
export type { InboxTransactionHarness } from './inbox-transaction-scenarios.js';
export {
  WebhookError,
  type WebhookErrorCode,
  type WebhookErrorJson,
  type WebhookErrorOptions,
} from './webhook-error.js';
export { isWebhookError } from './is-webhook-error.js';
export type { MismatchCause } from './mismatch-cause.js';
export type { SignatureProof } from './verify-bytes.js';
export type { WebhookBytes, WebhookPayload } from './payload.js';
export type { WebhookHeaderRecord, WebhookHeaders } from './delivery-headers.js';
export type { WebhooksOptions } from './webhooks-options.js';
