import { refuse } from '../refusal.js';

/**
 * Runs what checks a value itself.
 *
 * @throws {MockRefusal} `validation_error` in place of a `TypeError`.
 */
export function orRefuse<Result>(run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (error instanceof TypeError) return refuse('validation_error', error.message);
    throw error;
  }
}
