import { idPattern } from '@fanfare/contract';
import { describeType } from '@fanfare/core';
import { refusedArgument } from './refused-argument.js';

/**
 * Insists on an id that can stand in a path.
 *
 * @param what - Call and argument, as in `queues.enter: queueId`.
 * @throws {@link RequestError} `invalid_request`; nothing was sent.
 */
export function checkId(value: unknown, what: string): string {
  if (typeof value === 'string' && idPattern.test(value)) return value;
  const got = typeof value === 'string' && value !== '' ? 'a string of another form' : describeType(value);
  throw refusedArgument(`${what} must be an id (letters, digits, "_" and "-", at most 128), not ${got}`);
}
