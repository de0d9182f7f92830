import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localOffsetMs } from '../src/mechanisms/local-offset.js';
import { orderWindowStart } from '../src/mechanisms/order-window.js';

const day = 86_400;
const calendar = (seconds: number, timeZone = 'Europe/Berlin') =>
  ({ seconds, type: 'calendar', timeZone }) as const;
const start = (window: Parameters<typeof orderWindowStart>[0], now: string): string =>
  new Date(orderWindowStart(window, Date.parse(now))).toISOString();

describe('the window of an order limit', () => {
  it('counts everything where there is none', () => {
    expect(orderWindowStart({ seconds: null, type: 'rolling', timeZone: 'UTC' }, 0)).toBe(-Infinity);
  });

  it('rolls: an order stops to count exactly one window later', () => {
    const window = { seconds: 60, type: 'rolling', timeZone: 'UTC' } as const;
    const orderedAt = Date.parse('2026-11-22T10:00:00.000Z');

    expect(orderWindowStart(window, orderedAt + 59_999)).toBeLessThanOrEqual(orderedAt);
    expect(orderWindowStart(window, orderedAt + 60_000)).toBeGreaterThan(orderedAt);
  });

  it.each([
    ['a day begins at midnight of the place', day, '2026-11-22T10:00:00.000Z', '2026-11-21T23:00:00.000Z'],
    ['also shortly before midnight in UTC', day, '2026-11-22T23:30:00.000Z', '2026-11-22T23:00:00.000Z'],
    ['in summer', day, '2026-07-01T21:59:59.999Z', '2026-06-30T22:00:00.000Z'],
    ['on the day that the clock is put forward', day, '2026-03-29T12:00:00.000Z', '2026-03-28T23:00:00.000Z'],
    ['on the day that the clock is put back', day, '2026-10-25T12:00:00.000Z', '2026-10-24T22:00:00.000Z'],
    ['an hour begins with the hour', 3600, '2026-11-22T10:59:00.000Z', '2026-11-22T10:00:00.000Z'],
    ['a week begins on Monday', 7 * day, '2026-11-22T10:00:00.000Z', '2026-11-15T23:00:00.000Z'],
  ])('follows the calendar: %s', (_, seconds, now, expected) => {
    expect(start(calendar(seconds), now)).toBe(expected);
  });

  it('never begins after now, and never lies further back than a window and the jump of a clock', () => {
    const zones = fc.constantFrom(
      'UTC',
      'Europe/Berlin',
      'America/New_York',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
    );
    const times = fc.integer({ min: Date.parse('2025-01-01'), max: Date.parse('2028-01-01') });
    const seconds = fc.integer({ min: 1, max: 2_592_000 });

    fc.assert(
      fc.property(zones, times, seconds, (zone, now, span) => {
        const begun = orderWindowStart(calendar(span, zone), now);
        expect(begun).toBeLessThanOrEqual(now);
        expect(now - begun).toBeLessThanOrEqual(span * 1000 + 7_200_000);
      }),
    );
  });

  it('begins again for everybody in the zone at the same moment', () => {
    const times = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-01-01') });

    fc.assert(
      fc.property(times, times, (a, b) => {
        const window = calendar(day);
        const [early, late] = [Math.min(a, b), Math.max(a, b)];
        expect(orderWindowStart(window, early)).toBeLessThanOrEqual(orderWindowStart(window, late));
      }),
    );
  });

  it('knows how far a wall clock is ahead', () => {
    expect(localOffsetMs('Asia/Kolkata', Date.parse('2026-11-22T10:00:00.123Z'))).toBe(19_800_000);
    expect(localOffsetMs('America/New_York', Date.parse('2026-11-22T10:00:00.000Z'))).toBe(-18_000_000);
  });
});
