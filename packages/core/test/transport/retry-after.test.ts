import { describe, expect, test } from 'vitest';
import { failureOf } from '../support/failure.js';
import { readRoute } from '../support/routes.js';
import { json, startServer } from '../support/test-server.js';
import { createTestTransport, waits } from '../support/test-transport.js';

const params = { thingId: 'thing_1' };

describe('F4: Retry-After', () => {
  test.each([
    ['seconds', { 'retry-after': '7' }, 7_000],
    ['seconds up to the limit', { 'retry-after': '60', date: 'none' }, 60_000],
    [
      'a date on the clock of the platform',
      { 'retry-after': 'Sun, 22 Nov 2026 10:00:09 GMT', date: 'Sun, 22 Nov 2026 10:00:00 GMT' },
      9_000,
    ],
    [
      'an ISO time on the clock of the platform',
      { 'retry-after': '2026-11-22T10:00:02Z', date: 'Sun, 22 Nov 2026 10:00:00 GMT' },
      2_000,
    ],
    ['no wait at all, which becomes a back-off', { 'retry-after': '0' }, waits.first],
    ['nothing to read, which becomes a back-off', { 'retry-after': 'soon' }, waits.first],
  ])('obeys %s', async (_, headers, waitMs) => {
    const server = await startServer((response, __, n) =>
      n === 1 ? json(response, 429, {}, headers) : json(response, 200, {}),
    );
    const { transport, clock } = createTestTransport(server.url, { totalTimeoutMs: 100_000 });

    const call = transport.send({ route: readRoute, params });
    await clock.untilTimer(waitMs);
    clock.advance(waitMs - 1);
    expect(server.requests).toHaveLength(1);
    clock.advance(1);

    expect((await call).attempts).toBe(2);
  });

  test.each([
    ['an hour', '3600', 3_600_000, 'in 60 min'],
    ['a second more than the limit', '61', 61_000, 'in 61 s'],
    ['for ever', '9999999999999999', Number.MAX_SAFE_INTEGER, 'later'],
    ['for longer than that', '99999999999999999', Number.MAX_SAFE_INTEGER, 'later'],
  ])(
    'fails at once where it asks for %s, and says when to come back',
    async (_, value, retryAfterMs, advice) => {
      const server = await startServer((response) => json(response, 503, {}, { 'retry-after': value }));
      const { transport, clock } = createTestTransport(server.url, { totalTimeoutMs: 10_000_000 });

      const error = await failureOf(transport.send({ route: readRoute, params }));

      expect(error).toMatchObject({ status: 503, attempts: 1, retryAfterMs, retryable: true });
      expect(error.message).toContain(`Try again ${advice}.`);
      expect(clock.pending).toBe(0);
    },
  );

  test('fails at once where the wait would not leave time for another attempt', async () => {
    const server = await startServer((response) => json(response, 429, {}, { 'retry-after': '30' }));
    const { transport, clock } = createTestTransport(server.url, { totalTimeoutMs: 30_000 });

    const error = await failureOf(transport.send({ route: readRoute, params }));

    expect(error).toMatchObject({ code: 'rate_limited', retryAfterMs: 30_000, attempts: 1 });
    expect(clock.pending).toBe(0);
  });
});
