import { headers as headerNames } from '@fanfare/contract';
import type { ErrorAnswer, NormalizedError } from './normalize-error.js';
import { passingStatuses } from './passing-statuses.js';
import { readRequestId } from './read-request-id.js';
import { codeOfStatus } from './status-codes.js';

/**
 * Reads of a refusal what needs no look at its body. No code that it gives is among those that end a session: who
 * cannot read an answer does not act on it.
 */
export function readCoarsely({ status, headers }: ErrorAnswer): NormalizedError {
  const seconds = /^\s*(\d{1,9})\s*$/.exec(headers.get(headerNames.retryAfter) ?? '')?.[1];
  return {
    code: codeOfStatus(status),
    status,
    message: `The platform answered ${status}, and what reads its reasons could not be loaded.`,
    issues: undefined,
    details: undefined,
    requestId: readRequestId(headers.get(headerNames.requestId)),
    retryAfterMs: seconds === undefined ? undefined : Number(seconds) * 1_000,
    rateLimit: {},
    retryable: passingStatuses.includes(status),
    raw: undefined,
  };
}
