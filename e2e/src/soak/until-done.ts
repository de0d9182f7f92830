import { setTimeout as pause } from 'node:timers/promises';

/** Tries again what trouble, or a machine that is busy, kept from being done, a few times. */
export async function untilDone<T>(run: () => Promise<T>): Promise<T> {
  for (let left = 40; left > 0; left -= 1) {
    try {
      return await run();
    } catch {
      await pause(250);
    }
  }
  return run();
}
