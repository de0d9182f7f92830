import { describe, expect, test } from 'vitest';
import { normalizeError, type NormalizedError } from '../../src/errors/normalize-error.js';
import { canaries, canaryBody } from '../support/canaries.js';
import { printed } from '../support/printed.js';

const now = Date.UTC(2026, 10, 22, 10, 0, 0);
const jsonType = { 'content-type': 'application/json; charset=utf-8' };

function normalize(status: number, body: unknown, headers: Record<string, string> = {}): NormalizedError {
  return normalizeError({
    status,
    headers: new Headers({ ...jsonType, ...headers }),
    body: JSON.stringify(body),
    now,
  });
}

describe('the documented bodies', () => {
  const issue = {
    kind: 'schema',
    type: 'string',
    expected: 'string',
    received: `"${canaryBody}"`,
    message: 'Invalid type: Expected string but received number',
    path: [
      { type: 'object', origin: 'value', input: { code: canaryBody }, key: 'consumer' },
      { type: 'array', origin: 'value', input: [], key: 0 },
      { type: 'object', origin: 'value', input: {}, key: 'email' },
    ],
  };

  test('reads a failed validation, place by place and without what was sent', () => {
    const error = normalize(400, { error: 'validation_error', issues: [issue] });

    expect(error).toMatchObject({
      code: 'validation_error',
      message: issue.message,
      issues: [{ path: 'consumer.0.email', message: issue.message }],
      retryable: false,
    });
    expect(printed(error)).not.toContain(canaryBody);
  });

  test('hides a secret in each step of a path by itself', () => {
    const path = [`Bearer ${canaryBody}`, `Bearer ${canaryBody}`];
    expect(printed(normalize(400, { issues: [{ message: 'wrong', path }] }))).not.toContain(canaryBody);
  });

  test.each([
    [401, { error: 'Authentication required' }, 'unauthorized', 'Authentication required'],
    [401, { error: 'Secret key required' }, 'secret_key_required', 'Secret key required'],
    [401, { error: 'unauthorized' }, 'unauthorized', 'The platform answered 401 and gave no reason.'],
    [401, { error: 'invalid refresh token' }, 'refresh_token_invalid', 'invalid refresh token'],
    [401, { error: 'Invalid Refresh Token' }, 'refresh_token_invalid', 'Invalid Refresh Token'],
    [401, { error: 'token_expired', message: 'Expired.' }, 'token_expired', 'Expired.'],
    [
      401,
      { error: 'invalid_credentials' },
      'invalid_credentials',
      'The platform answered 401 and gave no reason.',
    ],
    [
      401,
      { error: 'invalid_exchange_code' },
      'exchange_code_invalid',
      'The platform answered 401 and gave no reason.',
    ],
    [403, { error: 'forbidden', message: 'Not yours.' }, 'forbidden', 'Not yours.'],
    [404, { error: 'Queue not found' }, 'not_found', 'Queue not found'],
    [404, { error: 'Consumer not in queue' }, 'not_found', 'Consumer not in queue'],
    [400, { error: 'Draw is closed' }, 'distribution_closed', 'Draw is closed'],
    [
      400,
      { error: 'Bid must be higher than current bid' },
      'bid_too_low',
      'Bid must be higher than current bid',
    ],
    [409, { error: 'already_in_queue' }, 'already_in_queue', 'The platform answered 409 and gave no reason.'],
    [409, { error: 'Sync already in progress' }, 'conflict', 'Sync already in progress'],
    [423, { error: 'Queue is not open yet' }, 'not_open', 'Queue is not open yet'],
    [429, { error: 'rate_limited', message: 'Slow down.' }, 'rate_limited', 'Slow down.'],
    [429, { error: 'Queue is full' }, 'queue_full', 'Queue is full'],
    [
      503,
      { error: 'service_unavailable' },
      'service_unavailable',
      'The platform answered 503 and gave no reason.',
    ],
  ])('reads %i %j as %s', (status, body, code, message) => {
    expect(normalize(status, body)).toMatchObject({ status, code, message });
  });

  test('reads a conflict of a mechanism, whose code is shouted and whose issues have plain paths', () => {
    const error = normalize(409, {
      code: 'DISTRIBUTION_ORDER_LIMIT',
      message: 'One order per person.',
      action: 'reroute',
      details: { limit: 1 },
      issues: [{ message: 'Too many', code: 'LIMIT', path: ['items', 0] }],
      support: { confirmationCode: 'AB-1' },
    });

    expect(error).toMatchObject({
      code: 'order_limit_exceeded',
      message: 'One order per person.',
      details: { limit: 1 },
      issues: [{ path: 'items.0', message: 'Too many', code: 'LIMIT' }],
      raw: { action: 'reroute', support: { confirmationCode: 'AB-1' } },
    });
  });

  test('keeps the code of a conflict that it does not know', () => {
    expect(normalize(409, { code: 'SLOT_FULL' }).code).toBe('slot_full');
  });

  test('reads faults by field', () => {
    const details = [{ field: 'email', message: 'is taken' }];
    const error = normalize(400, { error: 'validation_error', message: 'Wrong.', details });
    expect(error.issues).toEqual([{ path: 'email', message: 'is taken' }]);
  });

  test('prefers the specific one of two codes, whichever field it stands in', () => {
    expect(normalize(409, { error: 'conflict', code: 'concurrent_modification' }).code).toBe(
      'concurrent_modification',
    );
    expect(normalize(401, { error: 'session_revoked', code: 'UNAUTHORIZED' }).code).toBe('session_revoked');
  });

  test.each([
    [400, { error: 'FINGERPRINT_REQUIRED', code: 'FP001' }, 'fingerprint_required'],
    [403, { valid: false, error: 'DEVICE_MISMATCH', code: 'FP002' }, 'device_mismatch'],
    [403, { valid: false, code: 'FP002' }, 'device_mismatch'],
    [400, { error: 'FINGERPRINT_INVALID', code: 'FP003' }, 'fingerprint_invalid'],
  ])('reads the fingerprint error %i %j', (status, body, code) => {
    expect(normalize(status, body).code).toBe(code);
  });

  test('takes the request id from the header, else from the body', () => {
    const body = { error: 'internal_error', message: 'Oops.', requestId: 'req_body' };
    expect(normalize(500, body, { 'x-request-id': 'req_header' }).requestId).toBe('req_header');
    expect(normalize(500, body).requestId).toBe('req_body');
    expect(normalize(500, { requestId: 'two\nlines' }).requestId).toBeUndefined();
    expect(normalize(500, { requestId: canaries.secretKey }).requestId).toBeUndefined();
  });

  test.each([
    ['the header in seconds', { 'retry-after': '7' }, {}, 7_000],
    ['the header before the body', { 'retry-after': '7' }, { retryAfter: 9 }, 7_000],
    ['the body in seconds', {}, { retryAfter: 9 }, 9_000],
    ['the body as a time', {}, { retryAfter: '2026-11-22T10:00:04Z' }, 4_000],
    ['an ISO time', { 'retry-after': '2026-11-22T10:05:00Z' }, {}, 300_000],
    ['nothing to read', { 'retry-after': 'later' }, { retryAfter: null }, undefined],
    ['a negative number', {}, { retryAfter: -3 }, undefined],
  ])('takes the wait from %s', (_, headers, body, expected) => {
    expect(normalize(423, { error: 'not_open', ...body }, headers).retryAfterMs).toBe(expected);
  });

  test('measures a date against the clock of the platform, not against a wrong one here', () => {
    const headers = { date: 'Sun, 22 Nov 2026 13:00:00 GMT', 'retry-after': 'Sun, 22 Nov 2026 13:00:20 GMT' };
    expect(normalize(429, {}, headers).retryAfterMs).toBe(20_000);
  });

  test.each([
    [500, {}, true],
    [503, {}, true],
    [408, {}, true],
    [425, {}, true],
    [429, {}, true],
    [423, {}, true],
    [409, { error: 'request_in_flight' }, true],
    [409, {}, false],
    [401, {}, false],
    [404, {}, false],
    [501, {}, true],
  ])('says of %i %j whether it passes by itself: %s', (status, body, retryable) => {
    expect(normalize(status, body).retryable).toBe(retryable);
  });
});

describe('what nobody documented', () => {
  const page = '<html><title>502 Bad Gateway</title></html>';
  const answer = (type: string | null, body: string, status = 502): NormalizedError =>
    normalizeError({
      status,
      headers: new Headers(type === null ? {} : { 'content-type': type }),
      body,
      now,
    });

  test('keeps the beginning of a page of a proxy', () => {
    expect(answer('text/html', page)).toMatchObject({ code: 'service_unavailable', raw: page });
    expect(answer('text/html', page.repeat(100)).raw).toHaveLength(200);
  });

  test('hides secrets in such a page', () => {
    expect(printed(answer('text/html', `<p>${canaries.jwt}</p>`))).not.toContain(canaryBody);
    expect(printed(answer('text/plain', ' '.repeat(190) + canaries.secretKey))).not.toContain(canaryBody);
  });

  test.each(['text/html', 'text/plain', null, 'application/jsonp', 'multipart/json', 'text/json'])(
    'does not trust a body of type %s: no page of a proxy ends a session',
    (type) => {
      expect(answer(type, '{"error":"session_revoked"}', 401).code).toBe('unauthorized');
    },
  );

  test.each([
    'application/json',
    'APPLICATION/JSON',
    'application/json;charset=utf-8',
    'application/problem+json',
  ])('reads a body of type %s', (type) => {
    expect(answer(type, '{"error":"session_revoked"}', 401).code).toBe('session_revoked');
  });

  test.each([
    ['nothing', ''],
    ['broken JSON', '{"error":"conf'],
    ['null', 'null'],
    ['a number', '42'],
    ['a text', '"conflict"'],
    ['an array', '[{"error":"session_revoked"}]'],
    ['wrong types', '{"error":7,"message":[],"issues":{},"details":null,"requestId":1,"retryAfter":{}}'],
    ['wrong types inside', '{"issues":[null,1,"x",[],{"message":3},{"path":"a"}]}'],
    ['empty texts', '{"error":"","message":"  ","code":""}'],
    ['keys of prototypes', '{"__proto__":{"error":"x"},"constructor":1}'],
  ])('takes the status alone from %s', (_, body) => {
    expect(answer('application/json', body, 409)).toMatchObject({
      code: 'conflict',
      message: 'The platform answered 409 and gave no reason.',
      issues: undefined,
    });
  });

  test.each([
    [400, 'validation_error'],
    [401, 'unauthorized'],
    [402, 'invalid_request'],
    [403, 'forbidden'],
    [404, 'not_found'],
    [405, 'invalid_request'],
    [409, 'conflict'],
    [413, 'payload_too_large'],
    [418, 'invalid_request'],
    [422, 'validation_error'],
    [423, 'not_open'],
    [429, 'rate_limited'],
    [500, 'internal_error'],
    [502, 'service_unavailable'],
    [503, 'service_unavailable'],
    [504, 'service_unavailable'],
    [599, 'internal_error'],
  ])('calls a bare %i %s', (status, code) => {
    expect(answer(null, '', status).code).toBe(code);
  });

  test.each([
    ['names of prototypes are not documented texts', '{"error":"__proto__"}', 'conflict'],
    ['a code that only the SDK may raise', '{"error":"aborted"}', 'conflict'],
    ['another one, shouted', '{"code":"SESSION_EXPIRED"}', 'conflict'],
    ['a secret in the wrong field', `{"error":"${canaries.secretKey}"}`, 'conflict'],
    ['a code of absurd length', `{"error":"${'a'.repeat(65)}"}`, 'conflict'],
    ['letters of other scripts', '{"error":"ſession_revoked"}', 'conflict'],
    ['a nested error', '{"error":{"code":"slot_full","message":"Full."}}', 'slot_full'],
    ['camel case', '{"code":"slotFull"}', 'slot_full'],
    ['kebab case', '{"code":"slot-full"}', 'slot_full'],
  ])('copes with %s', (_, body, code) => {
    expect(answer('application/json', body, 409).code).toBe(code);
  });

  test('does not follow nested errors for ever', () => {
    const deep = `${'{"error":'.repeat(5_000)}"x"${'}'.repeat(5_000)}`;
    expect(answer('application/json', deep, 409).code).toBe('conflict');
  });
});
