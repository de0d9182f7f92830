import { describe, expect, it } from 'vitest';
import { openBackend } from './support/open-backend.js';

const over = { after: 0 };

describe('B5: one refresh for everybody who shares a session', () => {
  it.each([
    ['the backend finds the token run out', '61m', { after: -1 }],
    ['the pages find it spent', '0s', over],
  ])('is what N processes × M pages make where %s, on a strict server', async (_, time, body) => {
    const { guest, another, platform, calls, page } = openBackend({
      settings: { leewayMs: 0 },
      idleMs: 7_200_000,
    });
    const first = await guest();
    const tabs = Array.from({ length: 4 }, () => page(another()));
    for (const tab of tabs) for (const [name, value] of first.cookies) tab.cookies.set(name, value);
    await platform.clock.advance(time);

    const answers = await Promise.all(
      tabs.flatMap((tab) => Array.from({ length: 10 }, () => tab.ask('POST /auth/refresh', { body }))),
    );

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ data }) => data['accessToken'])).size).toBe(1);
    expect(answers.map(({ data }) => data['generation'])).toEqual(Array(40).fill(1));
    expect(calls('auth.refresh')).toBe(1);
  });

  it('is none at all while the token is good and newer than what the page has', async () => {
    const { guest, calls } = openBackend();
    const page = await guest();
    await page.ask('POST /auth/refresh', { body: over });

    for (let asked = 0; asked < 5; asked += 1) {
      expect(await page.ask('POST /auth/refresh', { body: over })).toMatchObject({ data: { generation: 1 } });
    }
    expect(calls('auth.refresh')).toBe(1);
  });

  it('tells how much of the token is left, not how long it once was', async () => {
    const { guest, platform } = openBackend({ idleMs: 7_200_000 });
    const page = await guest();
    await platform.clock.advance('40m');

    const { data } = await page.ask('POST /auth/refresh', { body: { after: -1 } });
    expect(data['expiresInMs']).toBe(20 * 60_000 - 5_000);
  });
});

describe('B5: a page that asks for more than there can be', () => {
  it('makes one refresh, however far ahead it counts', async () => {
    const { guest, calls } = openBackend({ settings: { leewayMs: 0 } });
    const page = await guest();

    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        page.ask('POST /auth/refresh', { body: { after: 1_000_000 + index } }),
      ),
    );

    expect(answers.map(({ data }) => data['generation'])).toEqual(Array(20).fill(1));
    expect(calls('auth.refresh')).toBe(1);
  });
});

describe('B12: whatever the platform does short of ending a session', () => {
  it.each([
    ['a page of a proxy', { status: 401, body: '<html>', contentType: 'text/html' }],
    ['a 401 of somebody else', { status: 401, code: 'unauthorized' }],
  ] as const)('it costs no guest their place: %s', async (_, fault) => {
    const backend = openBackend({ idleMs: 7_200_000 });
    const { platform, calls } = backend;
    const page = await backend.guest();
    const { consumerId } = (await backend.sessions.read(page.request('/'))) ?? {};
    await platform.clock.advance('61m');
    const end = platform.fault({ operation: 'auth.refresh', ...fault });
    const email = 'ada@shop.example';
    await page.ask('POST /auth/otp/request', { body: { email } });
    const code = platform.otpFor(email) ?? '';

    for (const [line, body] of [
      ['POST /auth/guest', {}],
      ['POST /auth/otp/verify', { email, code }],
    ] as const) {
      const answer = await page.ask(line, { body });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(calls('auth.guest')).toBe(1);
    expect(calls('auth.verifyOtp')).toBe(0);
    end();
    await platform.clock.advance('1m');
    expect(await page.ask('POST /auth/guest')).toMatchObject({ data: { session: { consumerId } } });
  });

  it.each([
    ['an outage', { status: 503 }],
    ['an error', { status: 500 }],
    ['a page of a proxy', { status: 401, body: '<html>', contentType: 'text/html' }],
    ['too many calls', { code: 'rate_limited', retryAfter: '1' }],
    ['a broken line', { resetConnection: true }],
    ['nonsense', { body: '{}' }],
  ] as const)('keeps it, and the page is told to come back: %s', async (_, fault) => {
    const { guest, platform } = openBackend();
    const page = await guest();
    const end = platform.fault({ operation: 'auth.refresh', ...fault });

    const refused = await page.ask('POST /auth/refresh', { body: over });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(['refresh_token_invalid', 'refresh_token_expired']).not.toContain(refused.data['error']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    end();
    await platform.clock.advance('1m');

    expect(await page.ask('GET /session')).toMatchObject({ data: { current: { session: {} } } });
  });

  it('does not send the platform one call for every one of a crowd while it is down', async () => {
    const { guest, platform, calls } = openBackend();
    const page = await guest();
    platform.fault({ operation: 'auth.refresh', status: 503 });

    for (let asked = 0; asked < 20; asked += 1) await page.ask('POST /auth/refresh', { body: over });
    expect(calls('auth.refresh')).toBe(1);

    await platform.clock.advance('5s');
    for (let asked = 0; asked < 20; asked += 1) await page.ask('POST /auth/refresh', { body: over });
    expect(calls('auth.refresh')).toBe(2);
  });

  it('with a lost answer costs nothing where the platform has leeway', async () => {
    const { guest, platform, calls } = openBackend();
    const page = await guest();
    platform.fault({ operation: 'auth.refresh', loseAnswer: true, times: 1 });

    expect(await page.ask('POST /auth/refresh', { body: over })).toMatchObject({ status: 200 });
    expect(calls('auth.refresh')).toBe(2);
  });
});

describe('B14, C3: the end of a session at the platform', () => {
  it.each([
    'session_revoked',
    'refresh_token_reused',
    'refresh_token_expired',
    'session_integrity_failed',
  ] as const)('ends it here, once, and its refresh token is gone: %s', async (code) => {
    const { guest, platform, calls } = openBackend();
    const page = await guest();
    platform.fault({ operation: 'auth.refresh', code, times: 1 });

    expect(await page.ask('POST /auth/refresh', { body: over })).toMatchObject({
      status: 401,
      data: { error: code },
    });
    const again = await page.ask('POST /auth/refresh', { body: over });
    expect(again).toMatchObject({ status: 401, data: { error: 'refresh_token_invalid' } });
    expect(await page.ask('GET /session')).toMatchObject({ data: { current: null } });
    expect(calls('auth.refresh')).toBe(1);
  });
});
