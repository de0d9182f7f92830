import { setTimeout as pause } from 'node:timers/promises';
import { sqlState } from './sql-state.js';

/** Who lost a race against an equal statement: serialization, deadlock, and tables created at the same moment. */
const races: ReadonlySet<unknown> = new Set(['40001', '40P01', '23505', '42P07']);
const mostTries = 8;
const firstPauseMs = 10;

/** Tells whether a statement lost a race, and may be tried again. */
export function lostRace(error: unknown): boolean {
  return races.has(sqlState(error));
}

/** Repeats what lost a race, each time after a random pause, longer each time: 1.3 s at most in all. */
export async function retryRaces<T>(run: () => Promise<T>): Promise<T> {
  for (let tried = 1; tried < mostTries; tried += 1) {
    try {
      return await run();
    } catch (error) {
      if (!lostRace(error)) throw error;
    }
    await pause(Math.random() * firstPauseMs * 2 ** (tried - 1));
  }
  return run();
}
