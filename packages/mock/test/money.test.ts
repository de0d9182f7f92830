import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareMoney,
  divideMoney,
  higherMoney,
  isNoMoney,
  isWithinMoney,
  minusMoney,
  shareOf,
  sortableMoney,
  sumMoney,
  timesMoney,
  usualMoney,
  wholeUnits,
} from '../src/state/money.js';

const cents = fc.integer({ min: 0, max: 10_000_000_000 });
const money = (value: number): string => `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`;

describe('money', () => {
  it('sorts as a text where it sorts as an amount', () => {
    const amount = fc
      .tuple(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.integer({ min: 0, max: 99_999_999 }))
      .map(([whole, part]) => `${whole}.${String(part).padStart(8, '0')}`);
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        const [one, other] = [sortableMoney(a), sortableMoney(b)];
        expect(Math.sign(compareMoney(a, b))).toBe(one === other ? 0 : one < other ? -1 : 1);
      }),
    );
  });

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
    [higherMoney('9.99', '10'), '10'],
    [higherMoney('10', '10.00'), '10'],
    [usualMoney('7'), '7.00'],
    [usualMoney('7.12345670'), '7.1234567'],
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

  it.each([
    ['149.99', 149],
    ['0.99999999', 0],
    ['999999999999', 999_999_999_999],
  ])('%s has %i whole units', (amount, units) => {
    expect(wholeUnits(amount)).toBe(units);
  });

  it('is compared by what it is worth and not by how it is written', () => {
    fc.assert(
      fc.property(cents, cents, (a, b) => {
        expect(compareMoney(money(a), money(b))).toBe(Math.sign(a - b));
        expect(compareMoney(`${money(a)}0`, money(a))).toBe(0);
      }),
      { numRuns: 50 },
    );
    expect(compareMoney('999999999999.00000001', '999999999999.00000002')).toBe(-1);
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

  it.each([
    ['999999999999.99999999', true],
    ['1000000000000', false],
  ])('knows whether a single amount may be %s', (amount, expected) => {
    expect(isWithinMoney(amount)).toBe(expected);
  });

  it.each([
    [100, '1', '3', 33],
    [1e12, '999999999999.99', '999999999999.99', 1e12],
    [7, '0', '5', 0],
    [7, '0', '0', 0],
  ])('takes of %d the share that %s is of %s', (number, part, whole, expected) => {
    expect(shareOf(number, { part, whole })).toBe(expected);
  });
});
