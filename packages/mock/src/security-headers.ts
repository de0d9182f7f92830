/** What every answer carries unless it says otherwise: it is data for one caller, and nothing to render, sniff, frame or keep. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** What an answer over an encrypted connection carries, and no other (RFC 6797 §7.2): two years. */
export const strictTransport = 'max-age=63072000; includeSubDomains';
