import { OptionsError } from '@fanfare/core/base';

// What bundlers for pages load in place of every entry (export condition `browser`). It has the names of the
// real entries, so that a bundle is built and says at its start what is wrong, instead of "no matching export".
const refused: never = refuse();

function refuse(): never {
  throw new OptionsError(
    '@fanfare/node was loaded in a page, where every visitor could read its secret key. Use @fanfare/browser with a publishable key there, and import @fanfare/node in server code only.',
  );
}

export {
  refused as AbortedError,
  refused as AuthenticationError,
  refused as ConflictError,
  refused as corsHeaders,
  refused as createCsrf,
  refused as createSessions,
  refused as createTestWebhook,
  refused as createUndiciTransport,
  refused as createWebhooks,
  refused as csp,
  refused as cspNonce,
  refused as encryptFields,
  refused as FanfareError,
  refused as FanfareServer,
  refused as fromNdjson,
  refused as GrantError,
  refused as inboxConformance,
  refused as inboxTransactionConformance,
  refused as isFanfareError,
  refused as isWebhookError,
  refused as memoryInbox,
  refused as memorySessionStore,
  refused as NetworkError,
  refused as NotFoundError,
  refused as OptionsError,
  refused as PermissionError,
  refused as postgresInbox,
  refused as postgresInboxSql,
  refused as proveKey,
  refused as RateLimitError,
  refused as RequestError,
  refused as ResponseError,
  refused as Secret,
  refused as securityHeaders,
  refused as ServerError,
  refused as sessionCookie,
  refused as signWebhook,
  refused as TimeoutError,
  refused as toExpressHandler,
  refused as toNdjson,
  refused as toNodeHandler,
  refused as TooManyAttemptsError,
  refused as verifyAuditChain,
  refused as verifyConsumerToken,
  refused as verifySignature,
  refused as verifyWebhook,
  refused as WebhookError,
  refused as webhookHandler,
};
