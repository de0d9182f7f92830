import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { errorFromAnswer } from '../../src/errors/error-from-answer.js';
import { normalizeError } from '../../src/errors/normalize-error.js';
import { RateLimitError, TooManyAttemptsError } from '../../src/index.js';
import { canaries } from '../support/canaries.js';

const now = Date.UTC(2026, 10, 22, 10, 0, 0);
const json = { 'content-type': 'application/json' };

function refused(headers: Record<string, string>, body: object = { error: 'rate_limited' }, status = 429) {
  const refusal = { status, headers: new Headers({ ...json, ...headers }), body: JSON.stringify(body), now };
  return errorFromAnswer(normalizeError(refusal), { operation: 'queues.enter', attempts: 1 });
}

describe('F4: a refusal for calling too often', () => {
  const seconds = now / 1000;
  const whole = { limit: 100, remaining: 0, resetAt: now + 30_000 };

  test.each<[string, Record<string, string>, object]>([
    ['documented, with the reset in seconds since the epoch', documented(String(seconds + 30)), whole],
    ['documented, with the reset as an ISO time', documented('2026-11-22T10:00:30.000Z'), whole],
    ['documented, with the reset as an HTTP date', documented('Sun, 22 Nov 2026 10:00:30 GMT'), whole],
    ['with the reset in milliseconds', documented(String(now + 30_000)), whole],
    ['with the reset in seconds from now', documented('30'), whole],
    [
      'of draft 3',
      { 'ratelimit-limit': '100, 100;w=60', 'ratelimit-remaining': '0', 'ratelimit-reset': '30' },
      whole,
    ],
    ['of draft 7', { ratelimit: 'limit=100, remaining=0, reset=30' }, whole],
    ['of draft 10', { ratelimit: '"m";r=0;t=30', 'ratelimit-policy': '"s";q=9;w=1, "m";q=100;w=60' }, whole],
    [
      'of draft 10, where the nearest of several counts',
      {
        ratelimit: '"day";r=70;t=900, "m";r=0;t=30',
        'ratelimit-policy': '"day";q=900;w=86400, "m";q=100;w=60',
      },
      whole,
    ],
    ['documented, which wins over a draft', { ...documented('30'), ratelimit: '"x";r=7;t=9' }, whole],
    ['with nothing but a limit', { 'x-ratelimit-limit': '100' }, { limit: 100 }],
    ['with nothing to read', documentedWith('many', 'some', 'soon'), {}],
    ['with numbers that are none', documentedWith('-1', '1e3', 'Infinity'), {}],
    ['with more digits than any number has', documentedWith('9'.repeat(40), '0x1', '9'.repeat(40)), {}],
  ])('reads headers %s', (_, headers, expected) => {
    const { limit, remaining, resetAt } = refused(headers) as RateLimitError;

    expect({ limit, remaining, resetAt }).toEqual({
      limit: undefined,
      remaining: undefined,
      resetAt: undefined,
      ...expected,
    });
  });

  test.each<[string, Record<string, string>, object, number | undefined]>([
    ['the header, in seconds', { 'retry-after': '7' }, {}, 7_000],
    ['the header, as a date', { 'retry-after': 'Sun, 22 Nov 2026 10:00:09 GMT' }, {}, 9_000],
    ['the header, as an ISO time', { 'retry-after': '2026-11-22T10:00:08Z' }, {}, 8_000],
    ['the body', {}, { retryAfter: 5 }, 5_000],
    ['the reset, where nothing else is said', documented('30'), {}, 30_000],
    ['the reset of a draft', { ratelimit: '"m";r=0;t=30' }, {}, 30_000],
    ['no reset of a limit with calls left', documentedWith('100', '3', '30'), {}, undefined],
    ['nothing', {}, {}, undefined],
  ])('takes the wait from %s', (_, headers, body, expected) => {
    expect(refused(headers, { error: 'Rate limit exceeded', ...body }).retryAfterMs).toBe(expected);
  });

  test('measures the reset on the clock of the platform, not on a wrong one here', () => {
    const error = refused({ date: 'Sun, 22 Nov 2026 13:00:00 GMT', ...documented('20') });

    expect(error).toMatchObject({ resetAt: now + 3 * 3_600_000 + 20_000, retryAfterMs: 20_000 });
  });

  test('says whose calls are counted, and never what only looks like that', () => {
    const scopeOf = (details: unknown) =>
      (refused({}, { error: 'rate_limited', details }) as RateLimitError).scope;

    expect(scopeOf({ scope: 'user' })).toBe('user');
    expect(scopeOf({ scope: canaries.secretKey })).toBeUndefined();
    expect(scopeOf({ scope: 'a sentence about it' })).toBeUndefined();
    expect(scopeOf('user')).toBeUndefined();
  });

  test('logs what is known and leaves out what is not', () => {
    const error = refused({ ...documented('30'), 'retry-after': '2' }) as RateLimitError;

    expect(error).toBeInstanceOf(RateLimitError);
    expect(error.toJSON()).toMatchObject({ name: 'RateLimitError', retryAfterMs: 2_000, ...whole });
    expect(Object.keys((refused({}) as RateLimitError).toJSON())).not.toContain('limit');
    expect(Object.keys(refused({}))).not.toContain('scope');
  });

  test('reads anything at all without failing', () => {
    const text = fc.stringMatching(/^[ -~]{0,40}$/);
    const header = fc.constantFrom('x-ratelimit-limit', 'x-ratelimit-reset', 'ratelimit', 'ratelimit-policy');
    fc.assert(
      fc.property(fc.dictionary(header, text), (headers) => {
        const { limit = 0, remaining = 0, resetAt = 0 } = refused(headers) as RateLimitError;

        expect([limit, remaining, resetAt].every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
      }),
    );
  });
});

test('C11: too many tries are an error of their own, which is a rate limit too', () => {
  const error = refused({ 'retry-after': '60' }, { error: 'too_many_attempts' });

  expect(error).toBeInstanceOf(TooManyAttemptsError);
  expect(error).toBeInstanceOf(RateLimitError);
  expect(error).toMatchObject({ name: 'TooManyAttemptsError', retryAfterMs: 60_000, retryable: true });
});

test('F2: a header block that is too large is told by its status alone', () => {
  expect(refused({ 'content-type': 'text/plain' }, {}, 431)).toMatchObject({
    name: 'RequestError',
    code: 'headers_too_large',
    retryable: false,
  });
});

function documented(reset: string): Record<string, string> {
  return documentedWith('100', '0', reset);
}

function documentedWith(limit: string, remaining: string, reset: string): Record<string, string> {
  return { 'x-ratelimit-limit': limit, 'x-ratelimit-remaining': remaining, 'x-ratelimit-reset': reset };
}
