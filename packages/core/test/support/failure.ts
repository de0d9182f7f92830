import { isFanfareError, type FanfareError } from '../../src/errors/fanfare-error.js';

/** Waits for a promise to fail with an error of ours, and returns it. */
export async function failureOf(promise: Promise<unknown>): Promise<FanfareError> {
  try {
    await promise;
  } catch (error) {
    if (isFanfareError(error)) return error;
    throw error;
  }
  throw new Error('The call succeeded.');
}
