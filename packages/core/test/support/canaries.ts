// Assembled at run time, so that no scanner takes them for the real thing.
const body = 'CANARY7f3a9c1e5b';

/** Secrets of every kind, under the names by which tests refer to them. */
export const canaries = {
  secretKey: ['sk', 'live', body].join('_'),
  webhookSecret: `whsec_${body}${body}`,
  jwt: ['eyJhbGciOiJFZERTQSJ9', `eyJzdWIiOiJ${body}`, `${body}${body}`].join('.'),
  grant: `grant_${body}${body}`,
  exchangeCode: `exc_${body}`,
} as const;

/** What must never appear anywhere. */
export const canaryBody: string = body;
