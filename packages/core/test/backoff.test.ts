import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoff } from '../src/backoff.js';

const timing = { baseMs: 1_000, capMs: 30_000 };

test('F5: draws from nothing up to a bound that doubles and then stays', () => {
  const bound = (attempt: number): number => backoff({ attempt, ...timing, random: () => 0.999_999_9 });
  expect([1, 2, 3, 4, 5, 6, 7].map(bound)).toEqual([999, 1_999, 3_999, 7_999, 15_999, 29_999, 29_999]);
  expect(backoff({ attempt: 5, ...timing, random: () => 0 })).toBe(0);
});

test('F5: stays inside its bounds for every attempt and every die', () => {
  const attempt = fc.integer({ min: 0, max: 5_000 });
  const draw = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(attempt, draw, (n, value) => {
      const wait = backoff({ attempt: n, ...timing, random: () => value });
      expect(Number.isInteger(wait)).toBe(true);
      expect(wait).toBeGreaterThanOrEqual(0);
      expect(wait).toBeLessThan(Math.min(30_000, 1_000 * 2 ** Math.max(0, n - 1)));
    }),
  );
});
