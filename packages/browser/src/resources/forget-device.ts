import type { Connection } from '../connection.js';

/** Gives this device a new id. A journey that is under way keeps the old one, whose place it would lose. */
export function forgetDevice({ deviceId }: Pick<Connection, 'deviceId'>): void {
  try {
    deviceId.reset();
  } catch {
    // Held by a journey: whoever leaves it can reset the id.
  }
}
