import { setTimeout as pause } from 'node:timers/promises';
import { sqlState } from './sql-state.js';

/** Who lost a race against an equal statement: serialization, deadlock, and tables created at the same moment. */
const races: ReadonlySet<unknown> = new Set(['40001', '40P01', '23505', '42P07']);
const mostTries = 8;
const firstPauseMs = 10;

/**
 * Repeats a statement that lost a race. Fifty claims at once in a database whose default is `serializable` lose again and
 * again if they all come back at the same moment, so each waits a random while of its own, longer each time: 1.3 s at most in all.
 */
export async function retryRaces<T>(run: () => Promise<T>): Promise<T> {
  for (let tried = 1; tried < mostTries; tried += 1) {
    try {
      return await run();
    } catch (error) {
      if (!races.has(sqlState(error))) throw error;
    }
    await pause(Math.random() * firstPauseMs * 2 ** (tried - 1));
  }
  return run();
}
