import { describe, expect, it } from 'vitest';
import { endpointLimit, exposedHeaders, rateLimits, ratePlans } from '@fanfare/contract';
import { operationList } from '@fanfare/contract/operations';

describe('F4: the rate limits', () => {
  it.each([
    ['auth.requestOtp', { perMinute: 10 }],
    ['auth.authorizeExternal', { perMinute: 100 }],
    ['queues.enter', { perMinute: 1000, perSecond: 100 }],
    ['draws.enter', { perMinute: 1000, perSecond: 100 }],
    ['auctions.bid', { perMinute: 500, perSecond: 50 }],
    ['admin.queues.list', { perMinute: 1000 }],
    ['admin.queues.update', { perMinute: 500 }],
    ['admin.consumers.createBatch', { perMinute: 100 }],
    ['admin.audiences.importFromKlaviyo', { perMinute: 100 }],
    ['admin.audiences.imports.create', { perMinute: 100 }],
    ['admin.waitlists.exports.create', { perMinute: 100 }],
    ['admin.analytics.query', { perMinute: 100 }],
  ])('of %s are the published ones', (id, numbers) => {
    const operation = operationList.find((row) => row.id === id);
    const name = operation && endpointLimit(operation);

    expect(name && rateLimits[name]).toEqual({ scope: 'endpoint', ...numbers });
  });

  it('hold for every operation of the Admin service, and only for endpoints', () => {
    const names = operationList.map((operation) => [operation.service, endpointLimit(operation)] as const);

    expect(names.filter(([service, name]) => service === 'admin' && name === undefined)).toEqual([]);
    expect(names.flatMap(([, name]) => (name === undefined ? [] : [rateLimits[name].scope]))).toEqual(
      expect.not.arrayContaining(['key', 'user', 'ip']),
    );
  });

  it('of keys and analytics are those of the plan "growth"', () => {
    for (const [name, { perMinute }] of Object.entries(ratePlans.growth))
      expect(rateLimits[name as keyof typeof ratePlans.growth].perMinute).toBe(perMinute);
    expect(ratePlans.starter).toEqual({
      secretKey: { perMinute: 500 },
      publishableKey: { perMinute: 2000 },
      analyticsQuery: { perMinute: 50 },
    });
  });

  it('are told in headers that pages may read', () => {
    expect(exposedHeaders).toEqual(
      expect.arrayContaining([
        'retry-after',
        'x-ratelimit-limit',
        'x-ratelimit-remaining',
        'x-ratelimit-reset',
        'ratelimit',
        'ratelimit-policy',
      ]),
    );
  });
});
