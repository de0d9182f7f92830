import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import * as classes from '../../src/errors/error-classes.js';
import { FanfareError, isFanfareError, type FanfareErrorOptions } from '../../src/errors/fanfare-error.js';
import { canaries, canaryBody } from '../support/canaries.js';
import { printed } from '../support/printed.js';

type ErrorClass = new (message: string, options: FanfareErrorOptions) => FanfareError;
const all: [string, ErrorClass][] = [
  ['FanfareError', FanfareError],
  ...(Object.entries(classes) as [string, ErrorClass][]),
];

describe.each(all)('%s', (name, Class) => {
  test('is an Error with its own name and our brand', () => {
    const error = new Class('It failed.', { code: 'not_found' });

    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(FanfareError);
    expect(error).toBeInstanceOf(Class);
    expect(error.name).toBe(name);
    expect(String(error)).toBe(`${name}: It failed.`);
    expect(isFanfareError(error)).toBe(true);
  });

  test('K10: prints no secret, wherever it was put in', () => {
    const secrets = Object.values(canaries).join(' ');
    const cause = Object.assign(new TypeError(`cause ${secrets}`, { cause: new Error(`inner ${secrets}`) }), {
      request: new Request('https://a.example', { headers: { authorization: `Bearer ${canaryBody}` } }),
      options: { headers: { authorization: canaryBody } },
      code: 'ECONNRESET',
    });
    const error = new Class(`message ${secrets}`, {
      code: 'not_found',
      issues: [{ path: `path.${secrets}`, message: secrets, code: secrets }],
      details: { token: canaryBody, note: secrets },
      raw: { accessToken: canaryBody, list: [secrets] },
      cause,
    });

    expect(printed(error)).not.toContain(canaryBody);
    expect(printed(error)).toContain('ECONNRESET');
  });
});

describe('FanfareError', () => {
  test('F10: takes no longer for a cause that is full of line breaks', () => {
    const cause = new Error(`${'\n'.repeat(200_000)}x`);
    const startedAt = performance.now();
    new FanfareError('It failed.', { code: 'network_error', cause });
    // Milliseconds where it is linear, half a minute where it is quadratic.
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  test('shows in a log what helps and nothing that is not there', () => {
    const options = {
      code: 'queue_full',
      status: 429,
      requestId: 'req_1',
      retryAfterMs: 2_000,
      attempts: 3,
    } as const;
    const error = new FanfareError('Full.', {
      ...options,
      retryable: true,
      raw: { big: 'body' },
      details: 1,
    });

    expect(JSON.parse(JSON.stringify(error))).toEqual({
      name: 'FanfareError',
      message: 'Full.',
      ...options,
      retryable: true,
    });
    expect(Object.keys(new FanfareError('x', { code: 'conflict' })).sort()).toEqual([
      'code',
      'name',
      'retryable',
    ]);
    expect(inspect(error)).toContain("code: 'queue_full'");
    expect(inspect(error)).not.toContain('Symbol');
  });

  test('keeps 0 and the empty list, which say something', () => {
    const error = new FanfareError('x', {
      code: 'rate_limited',
      retryAfterMs: 0,
      issues: [],
      details: false,
    });
    expect(error).toMatchObject({ retryAfterMs: 0, issues: [], details: false });
  });

  test('keeps name, code and frames of a cause, and an error of ours as it is', () => {
    const inner = new FanfareError('inner', { code: 'conflict' });
    const outer = new RangeError('outer', { cause: inner });
    const { cause } = new FanfareError('x', { code: 'network_error', cause: outer });

    expect(cause).toMatchObject({ name: 'RangeError', message: 'outer' });
    expect((cause as Error).cause).toBe(inner);
    expect((cause as Error).stack).toContain('fanfare-error.test');
  });

  test('drops a cause that is no error, and ends a chain that bites its tail', () => {
    expect(new FanfareError('x', { code: 'conflict', cause: { token: canaryBody } }).cause).toBeUndefined();
    expect(new FanfareError('x', { code: 'conflict', cause: 'by hand' }).cause).toBe('by hand');

    const ring = new Error('ring');
    ring.cause = ring;
    expect(inspect(new FanfareError('x', { code: 'conflict', cause: ring }))).toContain('ring');
  });
});

describe('isFanfareError', () => {
  test('knows an error of another copy of the package by its brand', () => {
    const foreign = Object.assign(new Error('other copy'), { [Symbol.for('fanfare.error')]: true });
    expect(isFanfareError(foreign)).toBe(true);
  });

  test.each([[null], [undefined], ['error'], [new Error('x')], [{ code: 'conflict' }], [() => 1]])(
    'is not fooled by %o',
    (value) => {
      expect(isFanfareError(value)).toBe(false);
    },
  );
});
