/** What travels with every request, apart from what an operation says. */
export const alwaysSent = [
  ['`X-Publishable-Key`', 'pages', 'which shop; no secret'],
  ['`Authorization`, `DPoP`', 'pages', 'the access token of the shopper, and the proof of who holds it'],
  ['`X-Fingerprint`', 'pages, on entering and bidding', 'the random device id; nothing is measured'],
  [
    '`Signature`, `Signature-Input`, `Content-Digest`',
    'servers',
    'that the request is the merchant’s; not the secret key',
  ],
  [
    '`Authorization`',
    'servers, in the profile `hosted` or with the option `bearer` only',
    'the secret key, because that platform asks for it',
  ],
  [
    '`X-Fanfare-API-Version`',
    'servers, and pages in the profile `full`',
    'which version of the wire the SDK was made for',
  ],
  ['`Idempotency-Key`', 'both', 'random; tells repetitions apart'],
  ['`Last-Event-ID`', 'pages, on streams', 'which event of the stream came last'],
  [
    '`X-Fanfare-CSRF`, and the cookies of the session',
    'pages in cookie mode, to the shop’s own server',
    'random values: which session, and that a page of the shop asks',
  ],
  [
    '`traceparent`, `tracestate`',
    'servers, with `openTelemetry`',
    'random ids of the trace, and what your tracer adds',
  ],
  ['address and browser of the caller', 'pages', 'what every HTTP request shows; the SDK adds nothing to it'],
];
