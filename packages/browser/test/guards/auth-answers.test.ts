import { authSessionSchema, refreshResultSchema, withTolerance } from '@fanfare/contract/schemas';
import { authRoutes } from '@fanfare/contract';
import type { Answer } from '@fanfare/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { authSessionCheck, refreshResultCheck } from '../../src/guards/auth-checks.js';
import { readAuthSession } from '../../src/guards/read-auth-session.js';
import { readRefreshResult } from '../../src/guards/read-refresh-result.js';
import { arbitraryFromSchema } from '../../../contract/test/support/arbitrary-from-schema.js';

/** Values near and far from what any member may be. */
const odd = fc.oneof(
  fc.constantFrom(
    ...[
      undefined,
      null,
      '',
      0,
      -1,
      0.5,
      2 ** 53,
      Infinity,
      true,
      [],
      {},
      'a.b.c',
      'a.b',
      'a..c',
      'a.b.c.d',
      'a.b.c ',
    ],
    ...['x'.repeat(15), 'x'.repeat(16), 'x'.repeat(512), 'x'.repeat(513), `${'x'.repeat(8_190)}.b.c`],
    ...['2026-02-29T00:00:00Z', '2024-02-29T00:00:00Z', '2026-02-30T00:00:00Z', '1900-02-29T00:00:00Z'],
    ...['2026-11-22T10:00:00.123Z', '2026-11-22T10:00Z', '2026-11-22T24:00:00Z', '2026-11-22T10:00:60Z'],
    ...['2026-11-22T10:00:00+01:00', '2026-11-22 10:00:00Z', '2026-13-01T00:00:00Z', '2026-11-22T10:00:00z'],
    ...[
      'ann@example.com',
      'ann@example',
      '.ann@example.com',
      'a..n@example.com',
      "o'neil+x@a-b.example",
      'a@b.c',
    ],
    ...[
      `${'a'.repeat(243)}@example.com`,
      `${'a'.repeat(242)}@example.com`,
      'zoë@example.com',
      'ann@-a.example',
    ],
    ...[
      '+15550100',
      '5550100',
      '+1 (555) 01-00',
      '1234',
      '+',
      '++15550100',
      'x'.repeat(256),
      'x'.repeat(257),
    ],
  ),
  fc.emailAddress(),
  fc.string(),
  fc.stringMatching(/^[0-9TZ:.+-]{10,30}$/),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.jsonValue(),
);

describe.each([
  ['a sign-in', authSessionSchema, authSessionCheck],
  ['a refresh', refreshResultSchema, refreshResultCheck],
] as const)('the guard of the answer of %s', (_name, schema, check) => {
  const tolerant = withTolerance(schema, 'tolerant');
  // Sampled once: what varies is the member that is replaced.
  const samples = fc.sample(arbitraryFromSchema(schema), { numRuns: 50, seed: 7 });
  const good = fc.constantFrom(...(samples as Record<string, unknown>[]));
  const agree = (value: unknown): void => {
    const expected = tolerant.safeParse(value).success;
    if ((check(value, '') === null) !== expected) {
      throw new Error(`The schema says ${expected}, the guard does not: ${JSON.stringify(value)}`);
    }
  };

  test('accepts whatever the contract’s schema accepts', () => {
    for (const value of samples) expect(check(value, '')).toBeNull();
  });

  test('judges as the schema does when any one member is another', () => {
    const names = Object.keys(schema.def.shape);
    const property = fc.property(
      good,
      fc.constantFrom(...names, 'unknown'),
      odd,
      (value, name, replacement) => {
        agree({ ...value, [name]: replacement });
      },
    );
    fc.assert(property, { numRuns: 3_000 });
  });

  test('judges as the schema does when any member of the session is another', () => {
    const names = ['type', 'consumerId', 'expiresAt', 'unknown'];
    const property = fc.property(good, fc.constantFrom(...names), odd, (value, name, replacement) => {
      const session = { ...(value['session'] as object), [name]: replacement };
      agree({ ...value, session });
    });
    fc.assert(property, { numRuns: 3_000 });
  });

  test('judges as the schema does whatever the answer is', () => {
    fc.assert(fc.property(fc.oneof(odd, fc.object()), agree), { numRuns: 1_000 });
  });
});

test('C6: whoever has an address that we would not have thought of is signed in', () => {
  const [good] = fc.sample(arbitraryFromSchema(authSessionSchema), { numRuns: 1, seed: 7 }) as [
    { session: object },
  ];
  const session = { ...good.session, email: 'zoë@bücher.example', phone: '123' };

  expect(authSessionCheck({ ...good, session }, '')).toBeNull();
  expect(authSessionCheck({ ...good, session: { ...session, email: 7 } }, '')).toBe('session.email');
});

test('names the place that does not fit, and never what stands there', () => {
  const answer: Answer = {
    status: 200,
    data: { accessToken: 'secret.secret.secret', refreshToken: 'short-secret', refreshTokenTtlSeconds: 1 },
    headers: new Headers(),
    requestId: 'req_1',
    attempts: 1,
  };

  for (const read of [() => readRefreshResult(answer), () => readAuthSession(answer, authRoutes.guest)]) {
    expect(read).toThrow(
      expect.objectContaining({ name: 'ResponseError', code: 'invalid_response', requestId: 'req_1' }),
    );
    expect(read).toThrow(/^auth\.(refresh|guest): .*"(refreshToken|session)"/);
    expect(read).not.toThrow(/secret/);
  }
});
