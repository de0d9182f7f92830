import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divideMoney, isNoMoney, minusMoney, sumMoney, timesMoney } from '../src/state/money.js';

const cents = fc.integer({ min: 0, max: 10_000_000_000 });
const money = (value: number): string => `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`;

describe('money', () => {
  it.each([
    [timesMoney('0.10', 3), '0.30'],
    [timesMoney('149', 2), '298.00'],
    [timesMoney('0.12345678', 2), '0.24691356'],
    [sumMoney(['0.1', '0.2']), '0.30'],
    [sumMoney([]), '0.00'],
    [sumMoney(['999999999999.99999999', '0.00000001']), '1000000000000.00'],
    [minusMoney('10', '9.99'), '0.01'],
    [minusMoney('10', '10.00'), '0.00'],
    [minusMoney('10', '10.00000001'), undefined],
    [divideMoney('10', 3), '3.33'],
    [divideMoney('0.01', 2), '0.00'],
  ])('calculates %s', (actual, expected) => {
    expect(actual).toBe(expected);
  });

  it.each([
    ['0', true],
    ['0.00000000', true],
    ['0.00000001', false],
  ])('%s is nothing: %s', (amount, expected) => {
    expect(isNoMoney(amount)).toBe(expected);
  });

  it('loses no cent', () => {
    fc.assert(
      fc.property(cents, cents, fc.integer({ min: 1, max: 1000 }), (a, b, n) => {
        expect(sumMoney([money(a), money(b)])).toBe(money(a + b));
        expect(minusMoney(sumMoney([money(a), money(b)]), money(b))).toBe(money(a));
        expect(timesMoney(money(a), n)).toBe(sumMoney(Array.from({ length: n }, () => money(a))));
      }),
      { numRuns: 50 },
    );
  });
});
