/** The headers that every answer carries, so that no browser renders, sniffs, frames or keeps it. */
export const guardedHeaders: readonly string[] = [
  'cache-control',
  'content-security-policy',
  'cross-origin-resource-policy',
  'referrer-policy',
  'x-content-type-options',
  'x-frame-options',
];
