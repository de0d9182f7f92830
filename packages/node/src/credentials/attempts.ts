import { AuthenticationError, backoff, TooManyAttemptsError, type Clock } from '@fanfare/core/base';
import { refusedMs } from './login-refusal.js';

/** Runs one attempt at a time, and remembers a failure for a while. */
export interface Attempts<Value> {
  /**
   * Joins the attempt that is under way, or starts one.
   *
   * @throws what the attempt threw; until its pause is over, that again, and nothing is tried
   */
  run(attempt: () => Promise<Value>): Promise<Value>;
  /** Waits until nothing is under way, and forgets a failure. */
  reset(): Promise<void>;
}

const pause = { baseMs: 1_000, capMs: 60_000 };

/** Makes the attempts of one thing. */
export function createAttempts<Value>(clock: Clock, random: () => number): Attempts<Value> {
  let running: Promise<Value> | undefined;
  let failure:
    { readonly error: unknown; readonly count: number; readonly at: number; readonly ms: number } | undefined;

  function pauseMs(error: unknown, attempt: number): number {
    // One that says for how long comes from the store, or from a platform that knows.
    if (error instanceof TooManyAttemptsError || error instanceof AuthenticationError)
      return error.retryAfterMs ?? refusedMs;
    // Half of it at least: with none at all, every call would be another attempt.
    const half = backoff({ attempt, ...pause, random: () => 0.5 });
    return half + backoff({ attempt, baseMs: pause.baseMs / 2, capMs: pause.capMs / 2, random });
  }

  async function start(attempt: () => Promise<Value>): Promise<Value> {
    try {
      const value = await attempt();
      failure = undefined;
      return value;
    } catch (error) {
      const count = (failure?.count ?? 0) + 1;
      failure = { error, count, at: clock.now(), ms: pauseMs(error, count) };
      throw error;
    } finally {
      running = undefined;
    }
  }

  return {
    run(attempt) {
      if (running !== undefined) return running;
      const since = failure === undefined ? 0 : clock.now() - failure.at;
      // Less than nothing: the clock was set back.
      if (failure !== undefined && since >= 0 && since < failure.ms)
        return Promise.reject(failure.error as Error);
      running = start(attempt);
      return running;
    },
    async reset() {
      await running?.catch(() => undefined);
      failure = undefined;
    },
  };
}
