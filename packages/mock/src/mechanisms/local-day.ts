import { localOffsetMs } from './local-offset.js';

/** No wall clock is further from UTC, and no clock is put forward by more. */
const furthestMs = 26 * 3_600_000;

/**
 * When a day begins in a time zone, in milliseconds since the epoch: the first moment at which the wall clock shows it.
 * Where the clock is put forward at midnight, that is one o'clock.
 */
export function startOfDay(date: string, timeZone: string): number {
  const midnight = Date.parse(date);
  let before = midnight - furthestMs;
  let reached = midnight + furthestMs;
  while (reached - before > 1) {
    const middle = Math.floor((before + reached) / 2);
    if (middle + localOffsetMs(timeZone, middle) >= midnight) reached = middle;
    else before = middle;
  }
  return reached;
}

/** The day after a day, both as in `2026-11-22`. */
export function nextDay(date: string): string {
  return dayOf(Date.parse(date) + 86_400_000);
}

/** The day that the wall clock of a time zone shows at a time, as in `2026-11-22`. */
export function localDay(time: number, timeZone: string): string {
  return dayOf(time + localOffsetMs(timeZone, time));
}

function dayOf(wall: number): string {
  return new Date(wall).toISOString().slice(0, 10);
}
