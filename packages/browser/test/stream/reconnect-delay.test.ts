import { RateLimitError } from '@fanfare/core';
import { expect, test } from 'vitest';
import { reconnectDelay } from '../../src/stream/reconnect-delay.js';

const last = (): number => 0.999_999;
const limited = (retryAfterMs: number): RateLimitError =>
  new RateLimitError('Too many streams; try again later.', {
    code: 'rate_limited',
    status: 429,
    retryAfterMs,
  });

test.each([
  ['within the time that the platform wrote into the stream', { failures: 0, retryMs: 3_000 }, 3_000],
  ['no longer after the first failure', { failures: 1, retryMs: 3_000 }, 3_000],
  ['longer after the next', { failures: 3, retryMs: 3_000 }, 12_000],
  ['up to half a minute', { failures: 9, retryMs: 3_000 }, 30_000],
  ['further apart where the platform wants that', { failures: 1, retryMs: 60_000 }, 60_000],
])('%s', (_what, broken, bound) => {
  const wait = reconnectDelay({ ...broken, error: undefined }, last);

  expect(wait).toBe(bound - 1);
});

test('not before the platform said, and not for a day', () => {
  const broken = { failures: 1, retryMs: 3_000 };

  expect(reconnectDelay({ ...broken, error: limited(20_000) }, () => 0)).toBe(20_000);
  expect(reconnectDelay({ ...broken, error: limited(86_400_000) }, last)).toBe(600_000);
});
