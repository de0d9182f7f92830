import type { Route } from './route.js';

/** How many calls may be made. */
export interface RateLimit {
  readonly perMinute: number;
  /** How many of them within one second. @default as many as in a minute */
  readonly perSecond?: number;
}

/**
 * Whose calls a limit counts together: those of one organization to one kind of endpoint, those with one key,
 * those of one consumer, or those from one address.
 */
export type RateLimitScope = 'endpoint' | 'key' | 'user' | 'ip';

// The limits of endpoints are published, those of keys are what the plan "growth" includes; the last two are ours.
const table = {
  otpRequest: { scope: 'endpoint', perMinute: 10 },
  externalAuthorize: { scope: 'endpoint', perMinute: 100 },
  queueEnter: { scope: 'endpoint', perMinute: 1000, perSecond: 100 },
  drawEnter: { scope: 'endpoint', perMinute: 1000, perSecond: 100 },
  auctionBid: { scope: 'endpoint', perMinute: 500, perSecond: 50 },
  adminRead: { scope: 'endpoint', perMinute: 1000 },
  adminWrite: { scope: 'endpoint', perMinute: 500 },
  adminBatch: { scope: 'endpoint', perMinute: 100 },
  analyticsQuery: { scope: 'endpoint', perMinute: 100 },
  publishableKey: { scope: 'key', perMinute: 5000 },
  secretKey: { scope: 'key', perMinute: 1000 },
  consumer: { scope: 'user', perMinute: 300 },
  address: { scope: 'ip', perMinute: 3000 },
} as const satisfies Readonly<Record<string, RateLimit & { readonly scope: RateLimitScope }>>;

/** The name of a limit, such as `"queueEnter"`. */
export type RateLimitName = keyof typeof table;

/** A limit for every name. */
export type RateLimitTable = Readonly<Record<RateLimitName, RateLimit & { readonly scope: RateLimitScope }>>;

/** How often the platform lets itself be called. */
export const rateLimits: RateLimitTable = table;

/** What the plans include, where it differs from one to the other. */
export const ratePlans = {
  starter: {
    secretKey: { perMinute: 500 },
    publishableKey: { perMinute: 2000 },
    analyticsQuery: { perMinute: 50 },
  },
  growth: {
    secretKey: { perMinute: 1000 },
    publishableKey: { perMinute: 5000 },
    analyticsQuery: { perMinute: 100 },
  },
} as const satisfies Readonly<Record<string, Partial<Readonly<Record<RateLimitName, RateLimit>>>>>;

const byId: Readonly<Record<string, RateLimitName>> = {
  'auth.requestOtp': 'otpRequest',
  'auth.authorizeExternal': 'externalAuthorize',
  'queues.enter': 'queueEnter',
  'draws.enter': 'drawEnter',
  'auctions.bid': 'auctionBid',
  'admin.analytics.query': 'analyticsQuery',
};

/** One call that makes, takes in or hands out many things. */
const batch = /\.(createBatch|importFrom\w+|imports\.create|exports\.create)$/;

/** Tells which limit of endpoints an operation counts against, if any. */
export function endpointLimit({
  id,
  service,
  method,
}: Pick<Route, 'id' | 'service' | 'method'>): RateLimitName | undefined {
  if (Object.hasOwn(byId, id)) return byId[id];
  if (service !== 'admin') return undefined;
  if (method === 'GET') return 'adminRead';
  return batch.test(id) ? 'adminBatch' : 'adminWrite';
}
