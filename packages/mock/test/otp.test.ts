import type { AuthSession } from '@fanfare/contract';
import { createMockPlatform, type MockPlatform } from '@fanfare/mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { dumpState } from './support/dump-state.js';
import { mockApi, type TestAnswer } from './support/mock-api.js';

const pk = 'pk_test_aurora_mock';
const email = 'ada@example.com';
let platform: MockPlatform;

beforeEach(() => {
  platform = createMockPlatform({ now: '2026-11-22T10:00:00Z' });
});

const request = (body: object = { email }): Promise<TestAnswer> =>
  mockApi(platform).call('auth.requestOtp', { pk, body });
const verify = (
  body: object,
  given: { pk?: string; token?: string } = {},
): Promise<TestAnswer<AuthSession>> => mockApi(platform).call('auth.verifyOtp', { pk, body, ...given });
const code = (): string => platform.otpFor(email) ?? 'none';
const another = (given: string): string => String((Number(given) + 1) % 1_000_000).padStart(6, '0');

describe('one-time codes', () => {
  it('sign in whoever has the code, and find the same consumer again', async () => {
    await request();
    const first = await verify({ email, code: code() });
    await request({ email: 'ADA@example.com' });
    const second = await verify({ email, code: code() });

    expect(first.body.session).toMatchObject({ type: 'authenticated', email });
    expect(second.body.session.consumerId).toBe(first.body.session.consumerId);
    expect(second.body.accessToken).not.toBe(first.body.accessToken);
    expect(platform.defects).toEqual([]);
  });

  it('work for a telephone number in any spelling', async () => {
    await request({ phone: '+43 (1) 234-5678' });

    const { body } = await verify({ phone: '+4312345678', code: platform.otpFor('+4312345678') });

    expect(body.session).toMatchObject({ type: 'authenticated', phone: '+4312345678' });
  });

  it('are 6 digits, new with every request', async () => {
    const codes = [];
    for (let count = 0; count < 8; count += 1) {
      await request();
      codes.push(code());
    }

    expect(codes.every((given) => /^\d{6}$/.test(given))).toBe(true);
    expect(new Set(codes).size).toBeGreaterThan(1);
  });

  it('answer the same for known and unknown addresses', async () => {
    await request();
    await verify({ email, code: code() });

    const answers = [await request(), await request({ email: 'nobody@example.com' })];

    expect(answers.map(({ status, body }) => [status, body])).toEqual([
      [200, { ok: true }],
      [200, { ok: true }],
    ]);
  });

  it('work once', async () => {
    await request();
    const spent = code();
    await verify({ email, code: spent });

    expect((await verify({ email, code: spent })).error).toBe('otp_invalid');
    expect(platform.otpFor(email)).toBeUndefined();
  });

  it('work for 10 minutes', async () => {
    await request();
    await platform.clock.advance('10m');

    expect((await verify({ email, code: code() })).error).toBe('otp_expired');
  });

  it('are replaced by the next request', async () => {
    await request();
    const first = code();
    await request();
    if (code() === first) await request();

    expect((await verify({ email, code: first })).error).toBe('otp_invalid');
    expect((await verify({ email, code: code() })).status).toBe(200);
  });

  it('are spent after five wrong guesses', async () => {
    await request();
    const right = code();
    for (let guess = 0; guess < 5; guess += 1) {
      expect((await verify({ email, code: another(right) })).error).toBe('otp_invalid');
    }

    expect((await verify({ email, code: right })).error).toBe('otp_invalid');
  });

  it.each(['pk_test_borealis_mock', 'pk_live_aurora_mock'])('D6: do not work under %s', async (other) => {
    await request();

    expect((await verify({ email, code: code() }, { pk: other })).error).toBe('otp_invalid');
    expect((await verify({ email, code: code() })).status).toBe(200);
  });

  it.each([
    {},
    { email, phone: '+4312345678' },
    { email: 'no address' },
    { phone: '()()()' },
    { email, extra: 1 },
  ])('are not sent to %j', async (body) => {
    expect((await request(body)).error).toBe('validation_error');
  });
});

describe('C5: a guest who signs in', () => {
  const queueId = 'queue_aurora';
  const enter = (token: string) => mockApi(platform).call('queues.enter', { pk, token, params: { queueId } });
  const status = (token: string) =>
    mockApi(platform).call<{ status: string; position?: number }>('queues.status', {
      pk,
      token,
      params: { queueId },
    });

  it('keeps consumer and place in line, and gets a new session whose predecessor is dead at once', async () => {
    platform.world.organizations[0].queue.admitRate = 1;
    const guests = [];
    for (let count = 0; count < 3; count += 1) {
      const guest = await mockApi(platform).guest(platform.world.organizations[0].keys.test);
      await enter(guest.accessToken);
      guests.push(guest);
    }
    const last = guests[2] as AuthSession;
    const before = await status(last.accessToken);
    await request();

    const { body } = await verify({ email, code: code() }, { token: last.accessToken });

    expect(body.session).toMatchObject({ type: 'authenticated', email, consumerId: last.session.consumerId });
    expect((await status(body.accessToken)).body).toEqual(before.body);
    expect((await status(last.accessToken)).error).toBe('session_revoked');
    const old = await mockApi(platform).call('auth.refresh', {
      pk,
      body: { refreshToken: last.refreshToken },
    });
    expect(old.error).toBe('session_revoked');
  });

  it('takes the place in line along to the consumer that the address belongs to', async () => {
    platform.world.organizations[0].queue.admitRate = 1;
    await request();
    const known = await verify({ email, code: code() });
    const crowd = await mockApi(platform).guest(platform.world.organizations[0].keys.test);
    await enter(crowd.accessToken);
    const guest = await mockApi(platform).guest(platform.world.organizations[0].keys.test);
    await enter(guest.accessToken);
    const before = await status(guest.accessToken);
    await request();

    const { body } = await verify({ email, code: code() }, { token: guest.accessToken });

    expect(body.session.consumerId).toBe(known.body.session.consumerId);
    expect((await status(body.accessToken)).body).toEqual(before.body);
    const secret = platform.world.organizations[0].keys.test.secret;
    const profile = await mockApi(platform).call<{ id: string }>('consumers.get', {
      signedBy: secret,
      params: { consumerId: guest.session.consumerId },
    });
    expect(profile.body.id).toBe(known.body.session.consumerId);
    expect(platform.defects).toEqual([]);
  });

  it('with an expired token is told so, and keeps the code for after the refresh', async () => {
    const guest = await mockApi(platform).guest(platform.world.organizations[0].keys.test);
    await platform.clock.advance('1h');
    await request();

    const early = await verify({ email, code: code() }, { token: guest.accessToken });

    expect(early.error).toBe('token_expired');
    expect((await verify({ email, code: code() })).status).toBe(200);
  });
});

describe('I8: an address that a code was sent to', () => {
  it('is told to be too late for a while, and then nowhere in the state', async () => {
    const isKept = (): boolean => dumpState(platform).some(({ text }) => text.includes(email));
    await request();
    const sent = code();
    await platform.clock.advance('19m');
    const before = isKept();
    await platform.clock.advance('2m');

    expect([before, isKept()]).toEqual([true, false]);
    expect((await verify({ email, code: sent })).error).toBe('otp_invalid');
  });

  it('is kept as long as the newest code needs it', async () => {
    await request();
    await platform.clock.advance('15m');
    await request();
    await platform.clock.advance('9m');

    expect((await verify({ email, code: code() })).status).toBe(200);
  });
});
