import { isFanfareError } from '@fanfare/node';
import type { ErrorRequestHandler } from 'express';

/** What a shopper can do something about, in the shop's own words. */
const told: Readonly<Record<string, readonly [status: number, message: string]>> = {
  unauthorized: [401, 'Please sign in again.'],
  invalid_token: [401, 'Please sign in again.'],
  token_expired: [401, 'Please sign in again.'],
  dpop_proof_required: [401, 'Please sign in again.'],
  dpop_proof_invalid: [401, 'Please sign in again.'],
  invalid_request: [400, 'The shop did not understand this request.'],
  grant_invalid: [403, 'This place in line is not valid.'],
  grant_expired: [403, 'Your time to buy is over. You may join the line again.'],
  grant_mismatch: [403, 'This place in line belongs to somebody else.'],
  grant_used: [409, 'This place in line was used already.'],
};

/** Answers for everything that goes wrong: a shopper learns what helps, and the log learns the rest. */
export const refusals: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  if (!isFanfareError(error)) {
    const status = unreadableBody(error);
    if (status === undefined) console.error(error);
    response
      .status(status ?? 500)
      .json({ error: status === undefined ? 'internal_error' : 'invalid_request' });
    return;
  }
  const known = told[error.code];
  if (known === undefined) {
    // The platform is away, or does not know our own key: nothing that a shopper could mend, and no sign-in helps.
    console.error(`${error.code}: ${error.message}`);
    response
      .status(503)
      .json({ error: 'unavailable', message: 'The shop is busy. Please try again in a moment.' });
    return;
  }
  const [status, message] = known;
  response.status(status).json({ error: error.code, message });
};

/** The status that a body parser gave its error. */
function unreadableBody(error: unknown): number | undefined {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}
