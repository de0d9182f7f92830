import type { Route } from '@fanfare/contract';
import { ResponseError, type Answer } from '@fanfare/core';
import type { Check } from './check/check.js';

/** How an answer becomes a value that may be trusted. */
export interface Reading {
  readonly route: Route;
  readonly check: Check;
  /** Maps older words first. @default leaves the answer as it is */
  readonly renew?: (value: unknown) => unknown;
}

/**
 * Checks an answer by hand, since no schema library is in the bundle.
 *
 * @throws {@link ResponseError} `invalid_response`, naming the place that does not fit, never what stands there.
 */
export function readAnswer(answer: Answer, reading: Reading): unknown {
  const value = reading.renew === undefined ? answer.data : reading.renew(answer.data);
  const misfit = reading.check(value, '');
  if (misfit === null) return value;
  const place = misfit === '' ? 'the whole answer' : `"${misfit}"`;
  throw new ResponseError(
    `${reading.route.id}: the platform answered, and ${place} is not what the contract describes. Nothing of it was used.`,
    {
      code: 'invalid_response',
      status: answer.status,
      requestId: answer.requestId,
      attempts: answer.attempts,
    },
  );
}
