import { localOffsetMs } from './local-offset.js';

/** The time over which orders are counted together. */
export interface OrderWindow {
  /** `null` counts all orders there ever were. */
  readonly seconds: number | null;
  /** `rolling` looks back from now; `calendar` begins anew when the wall clock reaches the next whole window. */
  readonly type: 'rolling' | 'calendar';
  readonly timeZone: string;
}

/** The first Monday of the epoch, from which whole windows are counted: days begin at midnight, weeks on Mondays. */
const mondayMs = 4 * 86_400_000;

/** When the window that `now` falls into began, in milliseconds since the epoch. What happened since then counts. */
export function orderWindowStart({ seconds, type, timeZone }: OrderWindow, now: number): number {
  if (seconds === null) return Number.NEGATIVE_INFINITY;
  const span = seconds * 1000;
  if (type === 'rolling') return now - span + 1; // what happened exactly a window ago is out of it
  const wall = now + localOffsetMs(timeZone, now);
  const wallStart = Math.floor((wall - mondayMs) / span) * span + mondayMs;
  return Math.min(now, toUtc(wallStart, timeZone));
}

/** Turns the wall clock of a time zone into a time; where the clock is put back, into the earlier of the two. */
function toUtc(wall: number, timeZone: string): number {
  const candidates = [-86_400_000, 86_400_000].map((near) => wall - localOffsetMs(timeZone, wall + near));
  const fitting = candidates.filter((time) => time + localOffsetMs(timeZone, time) === wall);
  return fitting.length > 0 ? Math.min(...fitting) : Math.max(...candidates);
}
