import type { Clock } from '@fanfare/core/base';

/** Waits. */
export function pause(ms: number, clock: Clock): Promise<void> {
  return new Promise((resolve) => void clock.setTimeout(resolve, ms));
}
