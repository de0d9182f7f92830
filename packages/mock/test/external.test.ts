import type { AuthSession, ConsumerProfile, ExternalAuthorization } from '@fanfare/contract';
import { createMockPlatform, type MockPlatform } from '@fanfare/mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { mockApi, type TestAnswer } from './support/mock-api.js';

const pk = 'pk_test_aurora_mock';
const user = { provider: 'shop', issuer: 'https://id.shop.example', subject: 'u-1' };
let platform: MockPlatform;

beforeEach(() => {
  platform = createMockPlatform({ now: '2026-11-22T10:00:00Z' });
});

const authorize = (more: object = {}, signedBy = 'sk_test_aurora_mock') =>
  mockApi(platform).call<ExternalAuthorization>('auth.authorizeExternal', {
    signedBy,
    body: { ...user, ...more },
  });
const exchange = (
  exchangeCode: string,
  given: { pk?: string; token?: string } = {},
): Promise<TestAnswer<AuthSession>> =>
  mockApi(platform).call('auth.exchangeExternal', { pk, body: { exchangeCode }, ...given });
const signIn = async (more: object = {}, given: { token?: string } = {}): Promise<TestAnswer<AuthSession>> =>
  exchange((await authorize(more)).body.exchangeCode, given);
const guest = () => mockApi(platform).guest(platform.world.organizations[0].keys.test);

describe('external identities', () => {
  it('sign in the same consumer every time, created the first time', async () => {
    const first = await authorize();
    const session = await exchange(first.body.exchangeCode);
    const second = await authorize();
    const again = await exchange(second.body.exchangeCode);

    expect([first.body.resolution, second.body.resolution]).toEqual(['created', 'existing']);
    expect(session.body.session.type).toBe('authenticated');
    expect(again.body.session.consumerId).toBe(session.body.session.consumerId);
  });

  it.each([{ provider: 'other' }, { issuer: 'https://other.example' }, { subject: 'u-2' }])(
    'are others with %j',
    async (change) => {
      const one = await signIn();
      const other = await signIn(change);

      expect(other.body.session.consumerId).not.toBe(one.body.session.consumerId);
    },
  );

  it('are linked by a canonical subject at their first appearance, and never by an address', async () => {
    const claims = { email: 'ada@example.com' };
    const one = await signIn({ canonicalSubject: 'c-1', claims });
    const linked = await authorize({ provider: 'app', canonicalSubject: 'c-1' });
    const stranger = await signIn({ provider: 'third', claims });

    expect(linked.body.resolution).toBe('linked');
    expect((await exchange(linked.body.exchangeCode)).body.session.consumerId).toBe(
      one.body.session.consumerId,
    );
    expect(stranger.body.session.consumerId).not.toBe(one.body.session.consumerId);
  });

  it('keep their consumer when a canonical subject says something else later', async () => {
    await signIn({ canonicalSubject: 'c-1' });
    const two = await signIn({ provider: 'app', canonicalSubject: 'c-2' });

    const later = await signIn({ provider: 'app', canonicalSubject: 'c-1' });

    expect(later.body.session.consumerId).toBe(two.body.session.consumerId);
  });

  it('fill empty fields of the profile only, with claims that fit', async () => {
    await signIn({ claims: { email: 'not an address', name: 'Ada' } });
    const { body } = await signIn({ claims: { email: 'Ada@Example.com', fullName: 'Somebody Else' } });

    const profile = await mockApi(platform).call<ConsumerProfile>('consumers.get', {
      signedBy: 'sk_test_aurora_mock',
      params: { consumerId: body.session.consumerId },
    });

    expect(profile.body).toMatchObject({ email: 'ada@example.com', fullName: 'Ada' });
    expect(platform.defects).toEqual([]);
  });

  it('do not sign in whoever proves an address that only a claim named', async () => {
    const { body } = await signIn({ claims: { email: 'ada@example.com' } });
    await mockApi(platform).call('auth.requestOtp', { pk, body: { email: 'ada@example.com' } });

    const otp = await mockApi(platform).call<AuthSession>('auth.verifyOtp', {
      pk,
      body: { email: 'ada@example.com', code: platform.otpFor('ada@example.com') },
    });

    expect(otp.body.session.consumerId).not.toBe(body.session.consumerId);
  });

  it('take claims of 10,000 characters and no more', async () => {
    const overhead = JSON.stringify({ note: '' }).length;
    const claims = (length: number): object => ({ claims: { note: 'x'.repeat(length - overhead) } });

    expect((await authorize(claims(10_000))).status).toBe(200);
    expect((await authorize(claims(10_001))).error).toBe('validation_error');
  });
});

describe('exchange codes', () => {
  it('work once', async () => {
    const { body } = await authorize();
    await exchange(body.exchangeCode);

    expect((await exchange(body.exchangeCode)).error).toBe('exchange_code_invalid');
  });

  it('work for 60 seconds', async () => {
    const { body } = await authorize();
    expect(body.expiresAt).toBe('2026-11-22T10:01:00.000Z');
    await platform.clock.advance('60s');

    expect((await exchange(body.exchangeCode)).error).toBe('exchange_code_expired');
  });

  it.each(['pk_test_borealis_mock', 'pk_live_aurora_mock'])('D6: do not work under %s', async (other) => {
    const { body } = await authorize();

    expect((await exchange(body.exchangeCode, { pk: other })).error).toBe('exchange_code_invalid');
    expect((await exchange(body.exchangeCode)).status).toBe(200);
  });

  it('are refused in the documented words on the hosted profile', async () => {
    platform = createMockPlatform({ profile: 'hosted' });

    expect((await exchange('exc_unknown')).error).toBe('invalid_exchange_code');
  });
});

describe('C5: exchanging while somebody is signed in', () => {
  it('upgrades a guest: the old session is dead at once, and the identity decides who it is', async () => {
    const before = await guest();

    const { body } = await signIn({}, { token: before.accessToken });

    expect(body.session.type).toBe('authenticated');
    const old = await mockApi(platform).call('consumers.me', { pk, token: before.accessToken });
    expect(old.error).toBe('session_revoked');
  });

  it('gives the same consumer a new session', async () => {
    const first = await signIn();

    const second = await signIn({}, { token: first.body.accessToken });

    expect(second.body.session.consumerId).toBe(first.body.session.consumerId);
  });

  it('is a conflict with another consumer, and already_linked at the same provider', async () => {
    const { body } = await signIn();

    const linked = await signIn({ subject: 'u-2' }, { token: body.accessToken });
    const conflict = await signIn({ provider: 'app' }, { token: body.accessToken });

    expect([linked.status, linked.error]).toEqual([409, 'already_linked']);
    expect([conflict.status, conflict.error]).toEqual([409, 'consumer_conflict']);
    expect((await mockApi(platform).call('consumers.me', { pk, token: body.accessToken })).status).toBe(200);
    expect(platform.defects).toEqual([]);
  });
});
