import { expect, test } from 'vitest';
import { adviseWait } from '../../src/errors/advise-wait.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

test.each([
  [0, 'now'],
  [1, 'in 1 s'],
  [12_000, 'in 12 s'],
  [2 * minute, 'in 120 s'],
  [2 * minute + 1, 'in 3 min'],
  [2 * hour, 'in 120 min'],
  [2 * hour + 1, 'in 3 h'],
  [2 * day, 'in 48 h'],
  [2 * day + 1, 'in 3 days'],
  [60 * day, 'in 60 days'],
  [60 * day + 1, 'later'],
  [Number.MAX_SAFE_INTEGER, 'later'],
])('says of %i ms: try again %s', (ms, words) => {
  expect(adviseWait(ms)).toBe(`Try again ${words}.`);
});
