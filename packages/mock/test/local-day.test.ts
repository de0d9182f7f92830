import { describe, expect, it } from 'vitest';
import { localDay, nextDay, startOfDay } from '../src/mechanisms/local-day.js';

const utc = (time: number): string => new Date(time).toISOString();

describe('a local day', () => {
  it.each([
    ['UTC', '2026-11-22', '2026-11-22T00:00:00.000Z'],
    ['Europe/Berlin', '2026-11-22', '2026-11-21T23:00:00.000Z'],
    ['Asia/Kathmandu', '2026-11-22', '2026-11-21T18:15:00.000Z'],
    ['Pacific/Kiritimati', '2026-11-22', '2026-11-21T10:00:00.000Z'],
    ['America/Los_Angeles', '2026-11-22', '2026-11-22T08:00:00.000Z'],
  ])('begins at midnight in %s', (timeZone, date, begins) => {
    expect(utc(startOfDay(date, timeZone))).toBe(begins);
  });

  it('is an hour shorter where the clock is put forward, and longer where it is put back', () => {
    const hours = (date: string): number =>
      (startOfDay(nextDay(date), 'Europe/Berlin') - startOfDay(date, 'Europe/Berlin')) / 3_600_000;

    expect(['2026-03-28', '2026-03-29', '2026-10-25', '2026-10-26'].map(hours)).toEqual([24, 23, 25, 24]);
  });

  it('begins at one o’clock where the clock is put forward at midnight', () => {
    expect(utc(startOfDay('2018-11-04', 'America/Sao_Paulo'))).toBe('2018-11-04T03:00:00.000Z');
    expect(utc(startOfDay('2018-02-18', 'America/Sao_Paulo'))).toBe('2018-02-18T03:00:00.000Z');
  });

  it('is the one that the wall clock shows', () => {
    const time = Date.parse('2026-11-22T23:30:00.000Z');

    expect(['UTC', 'Europe/Berlin', 'America/New_York'].map((timeZone) => localDay(time, timeZone))).toEqual([
      '2026-11-22',
      '2026-11-23',
      '2026-11-22',
    ]);
    expect(nextDay('2026-12-31')).toBe('2027-01-01');
  });
});
