/** Names of the HTTP headers that Fanfare gives a meaning to, in the lower-case form that `fetch` reports. */
export const headers = {
  publishableKey: 'x-publishable-key',
  authorization: 'authorization',
  idempotencyKey: 'idempotency-key',
  fingerprint: 'x-fingerprint',
  lastEventId: 'last-event-id',
  /** Of a request: the version of the wire that the caller was made for. Of an answer: that of the platform. */
  apiVersion: 'x-fanfare-api-version',
  /** Since when what was asked for is deprecated (RFC 9745). */
  deprecation: 'deprecation',
  /** From when on it is refused (RFC 8594). */
  sunset: 'sunset',
  requestId: 'x-request-id',
  retryAfter: 'retry-after',
  rateLimitLimit: 'x-ratelimit-limit',
  rateLimitRemaining: 'x-ratelimit-remaining',
  rateLimitReset: 'x-ratelimit-reset',
  signature: 'signature',
  signatureInput: 'signature-input',
  contentDigest: 'content-digest',
  webhookSignature: 'x-fanfare-signature',
  webhookAdditionalSignature: 'x-fanfare-additional-signature',
  webhookTimestamp: 'x-fanfare-timestamp',
  webhookEventType: 'x-fanfare-event-type',
  webhookDeliveryId: 'x-fanfare-delivery-id',
  webhookRetryCount: 'x-fanfare-retry-count',
  webhookOriginalTime: 'x-fanfare-original-time',
  webhookEndpointId: 'x-fanfare-webhook-id',
} as const;

/** The headers of an answer that a page on another origin may read. */
export const exposedHeaders: readonly string[] = [
  'date',
  'retry-after',
  'x-request-id',
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
  'ratelimit',
  'ratelimit-policy',
  'www-authenticate',
  'dpop-nonce',
  'x-fanfare-api-version',
  'deprecation',
  'sunset',
];
