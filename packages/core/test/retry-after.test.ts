import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRetryAfter } from '../src/retry-after.js';

const now = Date.UTC(2026, 10, 22, 10, 0, 0);

describe('parseRetryAfter', () => {
  test.each([
    ['seconds', '120', 120_000],
    ['no wait', '0', 0],
    ['a fraction of a second, rounded up', '0.0005', 1],
    ['a huge number, kept finite', '9999999999999999', Number.MAX_SAFE_INTEGER],
    ['more digits than any number holds', '9'.repeat(400), Number.MAX_SAFE_INTEGER],
    ['a fraction longer than any clock', '1.0009000000000000001', 1_001],
    ['spaces around', '  2 ', 2_000],
    ['an IMF-fixdate', 'Sun, 22 Nov 2026 10:00:30 GMT', 30_000],
    ['an RFC 850 date', 'Sunday, 22-Nov-26 10:01:00 GMT', 60_000],
    ['an asctime date', 'Sun Nov 22 10:00:05 2026', 5_000],
    ['an asctime date with a one-digit day', 'Tue Dec  1 10:00:00 2026', 9 * 86_400_000],
    ['a leap second', 'Thu, 31 Dec 2026 23:59:60 GMT', Date.UTC(2027, 0, 1) - now],
    ['an ISO time', '2026-11-22T10:00:01.500Z', 1_500],
    ['an ISO time with an offset', '2026-11-22T11:00:10+01:00', 10_000],
    ['a time that has passed', 'Sun, 22 Nov 2026 09:59:00 GMT', 0],
    ['an ISO time that has passed', '2020-01-01T00:00:00Z', 0],
    ['an RFC 850 year more than 50 years ahead, which means the past', 'Sunday, 06-Nov-94 08:49:37 GMT', 0],
  ])('reads %s', (_, value, expected) => {
    expect(parseRetryAfter(value, now)).toBe(expected);
  });

  test.each([
    ['nothing', null],
    ['an empty value', ''],
    ['a word', 'soon'],
    ['what Date.parse takes for a date', 'Room 1'],
    ['a negative number', '-1'],
    ['an exponent', '1e3'],
    ['a hexadecimal number', '0x10'],
    ['infinity', 'Infinity'],
    ['two values', '1, 2'],
    ['a day that does not exist', 'Sat, 31 Feb 2026 10:00:00 GMT'],
    ['a month that does not exist', 'Sat, 28 Foo 2026 10:00:00 GMT'],
    ['a month cut out of two', 'Sat, 28 anF 2026 10:00:00 GMT'],
    ['an hour that does not exist', 'Sun, 22 Nov 2026 25:00:00 GMT'],
    ['an HTTP date outside GMT', 'Sun, 22 Nov 2026 10:00:30 PST'],
    ['an ISO day without a time', '2026-11-22'],
    ['an ISO time without a zone', '2026-11-22T10:00:00'],
    ['an ISO month that does not exist', '2026-13-22T10:00:00Z'],
  ])('refuses %s', (_, value) => {
    expect(parseRetryAfter(value, now)).toBeNull();
  });

  test('never returns anything but a wait of 0 or more, or null', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.date().map(String), fc.float().map(String)), (value) => {
        const wait = parseRetryAfter(value, now);
        expect(wait === null || (Number.isSafeInteger(wait) && wait >= 0)).toBe(true);
      }),
    );
  });

  test('reads every second of this century from all three date forms alike', () => {
    const seconds = fc.integer({ min: Date.UTC(2001, 0, 1) / 1_000, max: Date.UTC(2070, 0, 1) / 1_000 });
    fc.assert(
      fc.property(seconds, (second) => {
        const at = new Date(second * 1_000);
        const [, day = '', month = '', year = '', time = ''] =
          /, (\S+) (\S+) (\S+) (\S+)/.exec(at.toUTCString()) ?? [];
        const long = at.toLocaleDateString('en', { weekday: 'long', timeZone: 'UTC' });
        const expected = Math.max(0, at.getTime() - now);

        expect(parseRetryAfter(at.toUTCString(), now)).toBe(expected);
        expect(parseRetryAfter(at.toISOString(), now)).toBe(expected);
        expect(parseRetryAfter(`${long}, ${day}-${month}-${year.slice(2)} ${time} GMT`, now)).toBe(expected);
        expect(parseRetryAfter(`Sun ${month} ${day.replace(/^0/, ' ')} ${time} ${year}`, now)).toBe(expected);
      }),
    );
  });
});
