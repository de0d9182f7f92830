import { isFanfareError } from '@fanfare/core';
import type { FanfareError } from '@fanfare/core';

/** Tells whether the token may be spent and the answer gone. */
export function isAmbiguous({ status }: FanfareError): boolean {
  return status === undefined || status < 400 || status >= 500;
}

/** Tells whether a refresh that failed is worth a second request at once. */
export function isAnswerLost(error: unknown): boolean {
  if (!isFanfareError(error)) return false;
  return error.code === 'network_error' || (error.code === 'invalid_response' && isAmbiguous(error));
}

/** Returns how long to wait before it, in milliseconds: well inside the platform's leeway. */
export function repeatPause(random: () => number): number {
  return 100 + 200 * random();
}
