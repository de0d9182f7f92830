import { limits } from '@fanfare/contract';
import { FanfareError } from '@fanfare/core';
import { describe, expect, test } from 'vitest';
import { currentToken } from '../../src/session/current-token.js';
import { estimateAge, isUnfinished, planAges, readLifetime } from '../../src/session/lifetime.js';
import { planBackoff, remainingBackoff } from '../../src/session/shared-backoff.js';
import type { LiveRecord } from '../../src/stores/token-record.js';

const token = (claims: unknown): string => `h.${btoa(JSON.stringify(claims))}.s`;
const usual = limits.accessTokenSeconds * 1_000;
const record: LiveRecord = {
  kind: 'live',
  epoch: 1,
  id: 'ann-1',
  generation: 0,
  revision: 'r',
  consumer: { consumerId: 'ann', type: 'guest' },
  accessToken: 'access',
  refreshToken: 'refresh',
  beaconToken: 'beacon',
  lifetimeMs: 100_000,
  receivedAt: 1_000_000,
};

describe('B13: how long a token lives', () => {
  test.each<[string, unknown, number]>([
    ['an hour', { exp: 4_600, iat: 1_000 }, 3_600_000],
    ['a second', { exp: 1, iat: 0 }, 1_000],
    ['no time', { exp: 5, iat: 5 }, usual],
    ['time that runs backwards', { exp: 5, iat: 9 }, usual],
    ['for ever', { exp: 1e308, iat: -1e308 }, usual],
    ['nothing that it tells', {}, usual],
    ['nonsense', { exp: 'soon', iat: 1 }, usual],
  ])('is %s', (_, claims, ms) => {
    expect(readLifetime(token(claims))).toBe(ms);
    expect(readLifetime('no token')).toBe(usual);
  });

  test('is planned: refreshed in its last quarter, kept back in its last moments', () => {
    expect(planAges(100_000, () => 0)).toEqual({ refreshAtMs: 75_000, usableMs: 95_000 });
    expect(planAges(100_000, () => 1)).toEqual({ refreshAtMs: 95_000, usableMs: 95_000 });
    expect(planAges(10_000, () => 0)).toEqual({ refreshAtMs: 7_500, usableMs: 9_000 });
  });

  test.each([
    [1_000_000, 0],
    [1_000_001, 1],
    [999_999, 0],
    [995_000, 0],
    [994_999, Infinity],
  ])('is counted from its receipt: at %i it is %d old', (now, age) => {
    expect(estimateAge(record, now)).toBe(age);
  });

  test.each([
    [undefined, 1_000_000, false],
    [1_000_000, 1_000_000, true],
    [1_000_000, 1_059_999, true],
    [1_000_000, 1_060_000, false],
    [1_000_000, 999_999, false],
  ])('an exchange that began at %s is unfinished at %i: %s', (startedAt, now, isOpen) => {
    expect(isUnfinished({ ...record, ...(startedAt !== undefined && { startedAt }) }, now)).toBe(isOpen);
  });
});

describe('B2: how a token stands', () => {
  /** A token of a hundred seconds that was received just now, on clocks that a test sets. */
  function taken({ hasMonotonic = true } = {}) {
    const at = { wall: 1_000_000, steady: 0 };
    const clock = {
      now: () => at.wall,
      setTimeout: () => () => undefined,
      ...(hasMonotonic && { monotonic: () => at.steady }),
    };
    return { at, current: currentToken(record, { clock, random: () => 0 }) };
  }

  test.each([
    [74_999, 'fresh', true, 1],
    [75_000, 'due', true, 0],
    [94_999, 'due', true, -19_999],
    [95_000, 'worn', false, -20_000],
  ] as const)('after %i ms: %s', (ms, standing, isUsable, untilDue) => {
    for (const hasMonotonic of [true, false]) {
      const { at, current } = taken({ hasMonotonic });
      at.wall += ms;

      expect([current.standing(), current.isUsable(), current.untilDue()]).toEqual([
        standing,
        isUsable,
        untilDue,
      ]);
    }
  });

  test('by the clock that went further: one may stand still, the other be set back', () => {
    const { at, current } = taken();
    at.steady += 75_000;
    at.wall -= 3_600_000;

    expect(current.standing()).toBe('due');
  });

  test('is due at once where an exchange began and was not answered, and worn where it was refused', () => {
    const { current } = taken();
    expect([current.isHurried(), current.standing()]).toEqual([false, 'fresh']);

    current.note({ ...record, startedAt: 1_000_000 });
    expect([current.isHurried(), current.standing(), current.untilDue()]).toEqual([true, 'due', 0]);

    current.reject();
    expect([current.standing(), current.isUsable()]).toEqual(['worn', false]);
  });
});

describe('B12: the back-off that all tabs share', () => {
  const plan = (more: object, error: object = {}): ReturnType<typeof planBackoff> =>
    planBackoff({
      previous: undefined,
      error: new FanfareError('no', { code: 'timeout', ...error }),
      failures: 1,
      now: 7,
      random: () => 0.5,
      ...more,
    });

  test('grows fourfold, half of it by chance, up to its cap', () => {
    expect(plan({})).toEqual({ failedAt: 7, delayMs: 750, attempt: 1, code: 'timeout' });
    expect(plan({ previous: plan({}) })).toEqual({
      failedAt: 7,
      delayMs: 3_000,
      attempt: 2,
      code: 'timeout',
    });
    expect(plan({ failures: 9 })).toEqual({ failedAt: 7, delayMs: 30_000, attempt: 9, code: 'timeout' });
  });

  test('is what the platform orders and a little more, up to ten minutes, with its status', () => {
    expect(plan({}, { status: 503, retryAfterMs: 4_000 })).toEqual({
      failedAt: 7,
      delayMs: 4_750,
      attempt: 1,
      code: 'timeout',
      status: 503,
      ordered: true,
    });
    expect(plan({}, { retryAfterMs: -5 })).toMatchObject({ delayMs: 750, ordered: true });
    expect(plan({}, { retryAfterMs: 3_600_000 })).toMatchObject({ delayMs: 600_000 });
  });

  test.each([
    [6, 0],
    [7, 750],
    [756, 1],
    [757, 0],
    [9_999, 0],
  ])('leaves at %i ms: %i', (now, left) => {
    expect(remainingBackoff(plan({}), now)).toBe(left);
    expect(remainingBackoff(undefined, now)).toBe(0);
  });
});
