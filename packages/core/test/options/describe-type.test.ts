import { expect, test } from 'vitest';
import { describeType } from '../../src/options/describe-type.js';

test.each([
  [undefined, 'undefined'],
  [null, 'null'],
  ['', 'an empty string'],
  ['sk_live_a1b2c3d4e5f6', 'a string'],
  [[1], 'an array'],
  [Number.NaN, 'NaN'],
  [1, 'a number'],
  [true, 'a boolean'],
  [{}, 'an object'],
  [() => 1, 'a function'],
  [1n, 'a bigint'],
  [Symbol('x'), 'a symbol'],
])('names %o as %s', (value, expected) => {
  expect(describeType(value)).toBe(expected);
});
