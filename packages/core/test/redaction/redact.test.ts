import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redact } from '../../src/redaction/redact.js';
import { canaries, canaryBody } from '../support/canaries.js';

describe('K10: redact', () => {
  test.each([
    'authorization',
    'Authorization',
    'proxy-authorization',
    'cookie',
    'set-cookie',
    'accessToken',
    'refreshToken',
    'refresh_token',
    'token',
    'idToken',
    'secret',
    'clientSecret',
    'password',
    'otp',
    'grant',
    'admissionGrant',
    'admission_grant',
    'admissionToken',
    'apiKey',
    'api-key',
    'privateKey',
    'exchangeCode',
    'exchange_code',
    'verificationCode',
    'x-fanfare-signature',
    'signature-input',
    'dpop',
    'nonce',
    'x-fingerprint',
    'input',
    'received',
  ])('hides what stands under "%s", of whatever type', (name) => {
    const values: unknown[] = [canaryBody, [canaryBody], { deep: canaryBody }, 123_456];
    for (const value of values) expect(redact({ [name]: value })).toEqual({ [name]: '[redacted]' });
  });

  test('keeps what says something and hides nothing', () => {
    const value = { code: 'queue_full', tokenRequired: true, token: null, count: 3, at: new Date(0) };
    expect(redact(value)).toEqual(value);
  });

  test('hides by the look of a text, in values, in names and in lists', () => {
    const value = { note: `use ${canaries.secretKey}`, [canaries.jwt]: 1, list: [canaries.webhookSecret] };
    expect(JSON.stringify(redact(value))).not.toContain(canaryBody);
  });

  test('looks into headers, maps, parameters and errors', () => {
    const error = Object.assign(new Error(`with ${canaries.jwt}`), { accessToken: canaryBody });
    const value = {
      headers: new Headers({ authorization: canaryBody, date: 'now' }),
      map: new Map([['token', canaryBody]]),
      query: new URLSearchParams({ grant: canaryBody }),
      error,
    };

    const result = redact(value);

    expect(inspect(result, { depth: null })).not.toContain(canaryBody);
    expect(result).toMatchObject({ headers: { date: 'now' }, error: { name: 'Error' } });
  });

  test('does not copy bytes, functions or what is behind a failing getter', () => {
    const value = {
      bytes: new TextEncoder().encode(canaryBody),
      run: () => canaryBody,
      get bad(): string {
        throw new Error(canaryBody);
      },
    };
    expect(redact(value)).toEqual({ bytes: '[bytes]', run: '[function]', bad: '[unreadable]' });
  });

  test('survives cycles, and shows a shared object twice', () => {
    const shared = { a: 1 };
    const value: Record<string, unknown> = { first: shared, second: shared };
    value['self'] = value;
    expect(redact(value)).toEqual({ first: { a: 1 }, second: { a: 1 }, self: '[circular]' });
  });

  test('cuts what is very deep, wide or long', () => {
    let deep: unknown = 'bottom';
    for (let level = 0; level < 10_000; level += 1) deep = { deep };

    expect(JSON.stringify(redact(deep)).length).toBeLessThan(500);
    expect(redact(Array.from({ length: 100_000 }, () => 1))).toHaveLength(200);
    expect((redact('x'.repeat(100_000)) as string).length).toBeLessThan(2_100);
  });

  test('cannot be used to change a prototype', () => {
    const result = redact(JSON.parse('{"__proto__":{"polluted":1},"constructor":2}')) as Record<
      string,
      unknown
    >;

    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
    expect(Object.keys(result)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('never throws, never returns a secret, and leaves the value as it was', () => {
    const secret = fc.constantFrom(...Object.values(canaries));
    const anything = fc.anything({
      values: [fc.string(), secret, fc.integer()],
      withBigInt: true,
      maxDepth: 4,
    });
    fc.assert(
      fc.property(anything, (value) => {
        const before = inspect(value, { depth: null });
        expect(inspect(redact(value), { depth: null })).not.toContain(canaryBody);
        expect(inspect(value, { depth: null })).toBe(before);
      }),
    );
  });
});
