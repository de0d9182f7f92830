import { createMockPlatform, type MockPlatform } from '@fanfare/mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { mockApi } from './support/mock-api.js';

const pk = 'pk_test_aurora_mock';
let platform: MockPlatform;

beforeEach(() => {
  platform = createMockPlatform({
    now: '2026-11-22T10:00:00Z',
    rateLimits: { otpRequest: { perMinute: 2 } },
  });
});

const call = (...given: Parameters<ReturnType<typeof mockApi>['call']>) => mockApi(platform).call(...given);

describe('K8: the statistics', () => {
  it('count requests by operation and status, tokens and refreshes', async () => {
    const { refreshToken } = await mockApi(platform).guest(platform.world.organizations[0].keys.test);
    await call('auth.refresh', { pk, body: { refreshToken } });
    await call('auth.refresh', { pk, body: { refreshToken: 'rt_unknown_unknown' } });
    await call('queues.get', { pk, params: { queueId: 'queue_aurora' } });
    await call('queues.get', { pk, params: { queueId: 'queue_none' } });
    await platform.fetch(`${platform.origin}/nothing`);

    expect(platform.stats).toEqual({
      since: '2026-11-22T10:00:00.000Z',
      requests: 6,
      byOperation: {
        'auth.guest': { 200: 1 },
        'auth.refresh': { 200: 1, 401: 1 },
        'queues.get': { 200: 1, 404: 1 },
        none: { 404: 1 },
      },
      refusals: { refresh_token_invalid: 1, not_found: 1 },
      tooMany: 0,
      unauthorized: 1,
      failed: 0,
      tokensIssued: 2,
      refreshes: 1,
    });
  });

  it('F7: count every 429, and say for which reason', async () => {
    const body = { email: 'ada@example.com' };
    for (let count = 0; count < 5; count += 1) await call('auth.requestOtp', { pk, body });
    for (let count = 0; count < 11; count += 1)
      await call('auth.verifyOtp', { pk, body: { ...body, code: '0000' } });

    expect(platform.stats).toMatchObject({
      tooMany: 4,
      refusals: { rate_limited: 3, too_many_attempts: 1, otp_invalid: 10 },
    });
  });

  it('count what was sent, also where it is a fault, and answers that never came', async () => {
    const queue = { pk, params: { queueId: 'queue_aurora' } };
    platform.fault({ operation: 'queues.get', status: 503, times: 1 });
    await call('queues.get', queue);
    platform.fault({ operation: 'queues.get', loseAnswer: true, times: 1 });
    await expect(call('queues.get', queue)).rejects.toThrow('fetch failed');

    expect(platform.stats).toMatchObject({ failed: 1, byOperation: { 'queues.get': { 503: 1, none: 1 } } });
  });

  it('can be read from outside, do not count who looks, and begin again after a reset', async () => {
    const read = async () => (await platform.fetch(`${platform.origin}/__mock/stats`)).json();
    await call('auth.guest', { pk });
    await read();

    expect(await read()).toEqual(platform.stats);
    expect(platform.stats.requests).toBe(1);
    await platform.clock.advance('1m');
    await platform.fetch(`${platform.origin}/__mock/reset`, { method: 'POST' });
    expect(await read()).toMatchObject({ since: '2026-11-22T10:01:00.000Z', requests: 0, byOperation: {} });
  });
});
