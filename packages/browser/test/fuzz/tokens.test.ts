import { isFanfareError, type Answer } from '@fanfare/core';
import { authRoutes } from '@fanfare/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTold } from '../../src/dpop/read-told.js';
import { readAuthSession } from '../../src/guards/read-auth-session.js';
import { readRefreshResult } from '../../src/guards/read-refresh-result.js';
import { planAges, readLifetime } from '../../src/session/lifetime.js';
import { readClaims } from '../../src/session/read-claims.js';
import { fuzz, fuzzTimeoutMs, nearly, spoiled } from '../../../contract/test/fuzz/support/fuzz.js';

const part = (value: unknown): string => btoa(JSON.stringify(value));
const claims = fc
  .record({ exp: fc.oneof(fc.jsonValue(), fc.double()), iat: fc.oneof(fc.jsonValue(), fc.double()) })
  .map((value) => `h.${part(value)}.s`);
const token = fc.oneof(
  claims,
  spoiled(`h.${part({ exp: 3600, iat: 0 })}.s`),
  nearly(['.', 'e30', 'bnVsbA', 'W10', '=']),
);

const good = {
  session: { type: 'guest', consumerId: 'csm_1', expiresAt: '2026-11-22T10:00:00Z' },
  accessToken: 'a.b.c',
  refreshToken: 'refresh-0123456789',
  refreshTokenTtlSeconds: 60,
  beaconToken: 'beacon',
  accessTokenExpiresAt: '2026-11-22T10:00:00Z',
};
const answers = fc.oneof(fc.json(), spoiled(JSON.stringify(good)), fc.constant(JSON.stringify(good)));

describe('N2, B13: a token that says what it likes of itself', () => {
  it(
    'has a life that one can plan with',
    () =>
      fuzz(
        fc.property(token, fc.double({ min: 0, max: 1, noNaN: true }), (text, die) => {
          const lifetimeMs = readLifetime(text);
          const { refreshAtMs, usableMs } = planAges(lifetimeMs, () => die);

          expect(typeof readClaims(text)).toBe('object');
          for (const ms of [lifetimeMs, refreshAtMs, usableMs])
            expect(Number.isFinite(ms) && ms > 0).toBe(true);
        }),
      ),
    fuzzTimeoutMs,
  );
});

describe('N2, F10: an answer with tokens', () => {
  it(
    'is whole, or an error that holds none of them',
    () =>
      fuzz(
        fc.property(answers, (text) => {
          const data = parse(text);
          const answer = {
            status: 200,
            data,
            headers: new Headers(),
            requestId: undefined,
            attempts: 1,
          } as Answer;
          for (const read of [
            () => readAuthSession(answer, authRoutes.guest),
            () => readRefreshResult(answer),
          ]) {
            try {
              const { accessToken, refreshToken } = read();
              expect([typeof accessToken, typeof refreshToken]).toEqual(['string', 'string']);
            } catch (error) {
              expect(isFanfareError(error) && error.code === 'invalid_response').toBe(true);
              expect(JSON.stringify(error)).not.toContain('refresh-0123456789');
            }
          }
        }),
      ),
    fuzzTimeoutMs,
  );
});

describe('N2, B13: what an answer tells of the next proof', () => {
  it(
    'is a time, a nonce or nothing, and leaves the answer readable',
    () =>
      fuzz(
        fc.asyncProperty(
          fc.oneof(fc.json(), spoiled('{"details":{"serverTime":"2026","dpopNonce":"n"}}')),
          async (text) => {
            const answer = new Response(text, { status: 401 });

            const { said, date, nonce } = await readTold(answer);

            expect([typeof said, typeof date]).toEqual(['number', 'number']);
            expect(['string', 'undefined']).toContain(typeof nonce);
            expect(await answer.text()).toBe(text);
          },
        ),
      ),
    fuzzTimeoutMs,
  );
});

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
