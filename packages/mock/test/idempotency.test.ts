import type { ExternalAuthorization } from '@fanfare/contract';
import { createMockPlatform, type MockPlatform } from '@fanfare/mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { oncePerKey, type OncePerKeyOptions } from '../src/router/once-per-key.js';
import { everyRight } from '../src/access/key-rights.js';
import { createContext } from '../src/create-context.js';
import { resolveOptions } from '../src/options/resolve-options.js';
import { MockRefusal } from '../src/refusal.js';
import type { StoredAnswer } from '../src/state/idempotency-store.js';
import { mockApi, operationOf } from './support/mock-api.js';

const user = { provider: 'shop', issuer: 'https://id.shop.example', subject: 'u-1' };
const aurora = 'sk_test_aurora_mock';
let platform: MockPlatform;

beforeEach(() => {
  platform = createMockPlatform();
});

const authorize = (idempotencyKey: string, { body = user, signedBy = aurora } = {}) =>
  mockApi(platform).call<ExternalAuthorization>('auth.authorizeExternal', {
    signedBy,
    body,
    sign: { idempotencyKey },
  });

describe('F8: idempotency keys in the header', () => {
  it('give a repeat the first answer', async () => {
    const first = await authorize('key-1');
    const again = await authorize('key-1');
    const other = await authorize('key-2');

    expect(again.body).toEqual(first.body);
    expect(other.body.exchangeCode).not.toBe(first.body.exchangeCode);
  });

  it('see the same request in another order of its fields', async () => {
    const first = await authorize('key-1');
    const again = await authorize('key-1', {
      body: { subject: user.subject, issuer: user.issuer, provider: user.provider },
    });

    expect(again.body).toEqual(first.body);
  });

  it('refuse another request under the same key', async () => {
    await authorize('key-1');

    const other = await authorize('key-1', { body: { ...user, subject: 'u-2' } });

    expect([other.status, other.error]).toEqual([422, 'idempotency_key_mismatch']);
    expect(platform.defects).toEqual([]);
  });

  it('are forgotten after a day', async () => {
    const first = await authorize('key-1');
    await platform.clock.advance('24h');

    expect((await authorize('key-1')).body.exchangeCode).not.toBe(first.body.exchangeCode);
  });

  it('D6: are kept apart by organization and mode', async () => {
    const keys = [aurora, 'sk_test_borealis_mock', 'sk_live_aurora_mock'];

    const codes = [];
    for (const signedBy of keys) codes.push((await authorize('key-1', { signedBy })).body.exchangeCode);

    expect(new Set(codes).size).toBe(3);
  });

  it('keep the answer that was lost on the way', async () => {
    platform.fault({ operation: 'auth.authorizeExternal', loseAnswer: true, times: 1 });
    await expect(authorize('key-1')).rejects.toThrow(TypeError);

    expect((await authorize('key-1')).body.resolution).toBe('created');
  });

  it('count for nothing on the hosted profile', async () => {
    platform = createMockPlatform({ profile: 'hosted' });
    const call = () =>
      mockApi(platform).call<ExternalAuthorization>('auth.authorizeExternal', {
        sk: aurora,
        body: user,
        headers: { 'idempotency-key': 'key-1' },
      });

    expect((await call()).body.exchangeCode).not.toBe((await call()).body.exchangeCode);
  });
});

describe('F8: what is kept under a key', () => {
  function keyed(): OncePerKeyOptions {
    const { context } = createContext(resolveOptions());
    return {
      operation: operationOf('auth.authorizeExternal'),
      context,
      principal: {
        kind: 'secret',
        tenant: { organizationId: 'org_aurora', mode: 'test' },
        keyId: 'k',
        rights: everyRight,
      },
      headers: new Headers({ 'idempotency-key': 'key-1' }),
      input: { params: undefined, query: undefined, body: user },
      render: ({ status, code }) => ({ status, body: { error: code } }),
    };
  }
  const done: StoredAnswer = { status: 200, body: 'done' };

  it('is nothing yet while the first request is in flight: 409 with Retry-After', async () => {
    const options = keyed();
    let finish: (answer: StoredAnswer) => void = () => {};
    const first = oncePerKey(options, () => new Promise((resolve) => (finish = resolve)));

    const second = await oncePerKey(options, () => Promise.resolve(done)).catch((error: unknown) => error);
    finish(done);

    expect(second).toMatchObject({ code: 'request_in_flight', extra: { retryAfter: 1 } });
    expect(await first).toBe(done);
    expect(await oncePerKey(options, () => Promise.reject(new Error('ran twice')))).toBe(done);
  });

  it('A3: belongs to the consumer who sent the key', async () => {
    const options = keyed();
    const tenant = { organizationId: 'org_aurora', mode: 'test' } as const;
    const as = (consumerId: string): OncePerKeyOptions => ({
      ...options,
      principal: { kind: 'consumer', tenant, consumerId, sessionId: 'sess_1', isGuest: true },
    });
    await oncePerKey(as('cons_1'), () => Promise.resolve(done));

    const other = { status: 200, body: 'other' };
    expect(await oncePerKey(as('cons_2'), () => Promise.resolve(other))).toBe(other);
    expect(await oncePerKey(as('cons_1'), () => Promise.resolve(other))).toBe(done);
  });

  it('is a refusal that a repeat could not mend', async () => {
    const options = keyed();
    const refused = oncePerKey(options, () => Promise.reject(new MockRefusal('grant_used', 'spent')));
    await expect(refused).rejects.toMatchObject({ code: 'grant_used' });

    const again = await oncePerKey(options, () => Promise.resolve(done));

    expect(again).toEqual({ status: 409, body: { error: 'grant_used' } });
  });

  it.each([
    new MockRefusal('rate_limited', 'later'),
    new MockRefusal('internal_error', 'broken'),
    new Error('bug'),
  ])('is not a failure that a repeat may mend: %s', async (failure) => {
    const options = keyed();
    await expect(oncePerKey(options, () => Promise.reject(failure))).rejects.toBe(failure);

    expect(await oncePerKey(options, () => Promise.resolve(done))).toBe(done);
  });
});
