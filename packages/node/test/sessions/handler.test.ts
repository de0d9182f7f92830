import { describe, expect, it } from 'vitest';
import { openBackend } from './support/open-backend.js';

const session = '__Host-fanfare_session';

describe('B8: what a page in cookie mode gets', () => {
  it('is who is signed in, a short access token, and a cookie that it cannot read', async () => {
    const { guest } = openBackend();
    const page = await guest();

    const first = await page.ask('GET /session');
    const answer = await page.ask('POST /auth/refresh', { body: { after: -1 } });

    expect(first).toMatchObject({ status: 200, data: { current: { session: { type: 'guest' } } } });
    expect(answer).toMatchObject({
      status: 200,
      data: {
        session: { type: 'guest' },
        generation: 0,
        accessToken: expect.stringMatching(/^ey/) as string,
      },
    });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(page.cookies.get(session)).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it('is a cookie with every attribute that protects it', async () => {
    const { guest } = openBackend();
    const page = await guest();

    const header = page.seen.find((line) => line.startsWith(`set-cookie: ${session}=`));
    expect(header?.replace(/=[A-Za-z0-9_-]{43};/, '=ID;')).toBe(
      `set-cookie: ${session}=ID; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=57600`,
    );
  });

  it('is lax, and nothing looser, where the shop asks for it by name', async () => {
    const { guest } = openBackend({ dangerouslyLaxForPaymentReturns: true });
    const page = await guest();

    const header = page.seen.find((line) => line.startsWith(`set-cookie: ${session}=`));
    expect(header).toMatch(/; Secure; HttpOnly; SameSite=Lax; Max-Age=57600$/);
  });

  it('is never a refresh token: no answer of any route holds one, through sign-ins, renewals, step-ups and refusals', async () => {
    const { platform, page: open, calls, refreshTokens } = openBackend();
    const page = open();
    await page.ask('GET /session');
    await page.ask('POST /auth/guest');
    await page.ask('POST /auth/refresh', { body: { after: 0 } });
    const email = 'ada@shop.example';
    await page.ask('POST /auth/otp/request', { body: { email } });
    const code = platform.otpFor(email) ?? '';
    await page.ask('POST /auth/otp/verify', { body: { email, code: '0000' } });
    expect(await page.ask('POST /auth/otp/verify', { body: { email, code } })).toMatchObject({ status: 200 });
    await page.ask('POST /auth/refresh', { body: { after: 0 } });
    await page.ask('POST /mfa/step-up', { body: { code: '000000' } });
    await page.ask('POST /auth/external/exchange', { body: { exchangeCode: 'nope' } });
    platform.fault({ operation: 'auth.refresh', status: 503 });
    await page.ask('POST /auth/refresh', { body: { after: 1 } });
    await page.ask('POST /sessions/revoke-all', { body: {} });
    await page.ask('POST /auth/logout', { body: {} });

    expect(calls('auth.refresh')).toBeGreaterThan(1);
    expect(refreshTokens.size).toBeGreaterThan(3);
    for (const token of refreshTokens) for (const line of page.seen) expect(line).not.toContain(token);
    expect(page.seen.join()).not.toContain('refreshToken');
  });
});
