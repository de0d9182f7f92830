import type { ExternalAuthorization } from '@fanfare/contract';
import { createMockPlatform, type MockPlatform } from '@fanfare/mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { oncePerKey, type OncePerKeyOptions } from '../src/router/once-per-key.js';
import { everyRight } from '../src/access/key-rights.js';
import { createContext } from '../src/create-context.js';
import { resolveOptions } from '../src/options/resolve-options.js';
import { MockRefusal } from '../src/refusal.js';
import { createIdempotencyStore, type KeyedCall, type StoredAnswer } from '../src/state/idempotency-store.js';
import { dumpState } from './support/dump-state.js';
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
        expiresAt: null,
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
    expect(await oncePerKey(options, () => Promise.reject(new Error('ran twice')))).toEqual(done);
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
    expect(await oncePerKey(as('cons_1'), () => Promise.resolve(other))).toEqual(done);
  });

  it('A3: belongs to the key that sent it, for another one may have fewer rights', async () => {
    const options = keyed();
    const { principal } = options;
    if (principal.kind !== 'secret') throw new Error('The principal is a key.');
    const as = (keyId: string): OncePerKeyOptions => ({ ...options, principal: { ...principal, keyId } });
    await oncePerKey(as('k'), () => Promise.resolve(done));

    const other = { status: 200, body: 'other' };
    expect(await oncePerKey(as('k2'), () => Promise.resolve(other))).toBe(other);
    expect(await oncePerKey(as('k'), () => Promise.resolve(other))).toEqual(done);
  });

  it('A2: can be read with the key only', async () => {
    const options = keyed();
    const answer = { status: 200, body: { exchangeCode: 'xc_of_the_shopper', email: 'ada@example.com' } };
    await oncePerKey(options, () => Promise.resolve(answer));

    const words = /xc_of|ada@|key-1|u-1/;
    const store = options.context.use(createIdempotencyStore);
    expect(dumpState(store).filter(({ text }) => words.test(text))).toEqual([]);
    expect(await oncePerKey(options, () => Promise.resolve(done))).toEqual(answer);
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

describe('I7: what an erasure takes out of the store', () => {
  const aurora = { organizationId: 'org_aurora', mode: 'test' } as const;
  const borealis = { organizationId: 'org_borealis', mode: 'test' } as const;
  const call = { tenant: aurora, scope: ['op'], key: 'key-1', fingerprint: '', about: [] };
  const about = { id: 'cons_ada', email: 'Ada@example.com', note: 'cons_ada was here', fullName: 'i' };

  function kept(part: Partial<KeyedCall>, body: unknown = {}) {
    const { context } = createContext(resolveOptions());
    const store = context.use(createIdempotencyStore);
    const whole = { ...call, ...part };
    store.begin(whole);
    store.complete(whole, { status: 200, body });
    const isThere = (): boolean => store.begin(whole).kind === 'done';
    return { context, store, isThere };
  }

  it.each([
    ['the id in an answer', {}, { data: [about] }, 'cons_ada'],
    ['an address in an answer, however it is written', {}, about, 'ada@example.com'],
    ['the id in the request', { about: [{ consumerId: 'cons_ada' }] }, null, 'cons_ada'],
    ['the consumer whose key it was', { scope: ['op', 'cons_ada'] }, null, 'cons_ada'],
  ])('is what holds %s', (_, part, body, value) => {
    const { store, isThere } = kept(part, body);
    store.forget(aurora, [value]);
    expect(isThere()).toBe(false);
  });

  it.each([
    ['another organization', borealis, 'cons_ada'],
    ['the same organization in live mode', { ...aurora, mode: 'live' } as const, 'cons_ada'],
    ['a part of a text', aurora, 'cons_a'],
    ['a text inside of another one', aurora, 'was here'],
    ['a name that is too short to mean anybody', aurora, 'i'],
  ])('is nothing of %s', (_, tenant, value) => {
    const { store, isThere } = kept({}, about);
    store.forget(tenant, [value]);
    expect(isThere()).toBe(true);
  });

  it('is also what was about the guest that they once were', () => {
    const { context, store, isThere } = kept({}, { consumerId: 'cons_guest' });
    const [from, to] = ['cons_guest', 'cons_member'] as const;
    context.mergeConsumers({ tenant: aurora, from, to } as Parameters<typeof context.mergeConsumers>[0]); // ids are texts
    store.forget(aurora, [to]);
    expect(isThere()).toBe(false);
  });
});
