import type { Timestamp } from '@fanfare/contract';

/** Writes milliseconds since the epoch as the wire does. */
export function isoTime(time: number): Timestamp {
  return new Date(time).toISOString();
}
