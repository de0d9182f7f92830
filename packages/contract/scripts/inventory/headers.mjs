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
    'servers, in the profile `hosted` only',
    'the secret key, because that platform asks for it',
  ],
  ['`Idempotency-Key`, `X-Request-Id`', 'both', 'random; tells repetitions apart'],
  ['address and browser of the caller', 'pages', 'what every HTTP request shows; the SDK adds nothing to it'],
];
