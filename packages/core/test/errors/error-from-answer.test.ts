import { expect, test } from 'vitest';
import { errorFromAnswer } from '../../src/errors/error-from-answer.js';
import { normalizeError } from '../../src/errors/normalize-error.js';
import type { FanfareError } from '../../src/errors/fanfare-error.js';

function errorOf(status: number, body: object, headers: Record<string, string> = {}): FanfareError {
  const all = new Headers({ 'content-type': 'application/json', 'x-request-id': 'req_1', ...headers });
  const refusal = normalizeError({ status, headers: all, body: JSON.stringify(body), now: 0 });
  return errorFromAnswer(refusal, { operation: 'queues.enter', attempts: 2 });
}

test.each([
  [400, 'validation_error', 'RequestError'],
  [401, 'token_expired', 'AuthenticationError'],
  [403, 'forbidden', 'PermissionError'],
  [404, 'not_found', 'NotFoundError'],
  [409, 'conflict', 'ConflictError'],
  [413, 'payload_too_large', 'RequestError'],
  [422, 'idempotency_key_mismatch', 'ConflictError'],
  [423, 'not_open', 'RateLimitError'],
  [429, 'queue_full', 'RateLimitError'],
  [500, 'internal_error', 'ServerError'],
  [503, 'service_unavailable', 'ServerError'],
  [403, 'grant_expired', 'GrantError'],
  [409, 'grant_used', 'GrantError'],
  [503, 'grant_service_down', 'ServerError'],
])('makes of %i %s a %s', (status, code, name) => {
  expect(errorOf(status, { error: code })).toMatchObject({
    name,
    code,
    status,
    requestId: 'req_1',
    attempts: 2,
  });
});

test('tells what was attempted, what happened and when to come back', () => {
  const error = errorOf(429, { error: 'Queue is full' }, { 'retry-after': '12' });
  expect(error.message).toBe(
    'queues.enter was refused with 429 queue_full: Queue is full. Try again in 12 s.',
  );
});

test('ends a sentence once', () => {
  expect(errorOf(404, { error: 'not_found', message: 'No such queue.' }).message).toBe(
    'queues.enter was refused with 404 not_found: No such queue.',
  );
});
