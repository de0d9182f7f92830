import type { Fault } from '../faults/fault.js';
import { isoTime } from '../state/iso-time.js';

/** Writes the `Retry-After` that a fault asks for, at a time of the platform. */
export function retryAfterOf(
  { retryAfter, retryAfterForm = 'seconds' }: Fault,
  now: number,
): string | undefined {
  if (retryAfter === undefined || retryAfterForm === 'seconds') return retryAfter;
  const at = now + Number(retryAfter) * 1000;
  return retryAfterForm === 'iso' ? isoTime(at) : new Date(at).toUTCString();
}
