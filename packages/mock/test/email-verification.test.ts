import { describe, expect, it } from 'vitest';
import { claimsOf, openAccounts, pk, type Accounts, type Device } from './support/open-accounts.js';

const email = 'ada@example.com';

async function unverified(
  gated: readonly string[] = [],
): Promise<Accounts & { ada: Device; code: () => string }> {
  const accounts = openAccounts({ settings: { verifiedEmailOperations: gated } });
  const ada = await accounts.external('ada', { email: 'Ada@Example.com' });
  return { ...accounts, ada, code: () => accounts.platform.emailCodeFor(email) ?? '' };
}

describe('C8: a verified e-mail address', () => {
  it('is what a one-time code proves, and not what an identity provider claims', async () => {
    const { ada, member } = await unverified();
    const bob = await member('bob@example.com');

    expect(ada.signIn.session).toMatchObject({ email, emailVerified: false });
    expect(claimsOf(ada.signIn.accessToken)).toMatchObject({ email, email_verified: false });
    expect(bob.signIn.session).toMatchObject({ emailVerified: true });
    expect(claimsOf(bob.signIn.accessToken)).toMatchObject({ email_verified: true });
  });

  it('opens what the settings keep for whoever has one, at once, and shows in the next token', async () => {
    const { ada, code, refreshed, platform } = await unverified(['loyalty.balance']);
    const refused = await ada.call('loyalty.balance');
    const requested = await ada.call('emailVerification.request');

    const confirmed = await ada.call('emailVerification.confirm', { body: { code: code() } });

    expect(refused).toMatchObject({ status: 403, error: 'email_unverified' });
    expect(requested.body).toEqual({ ok: true, resendAfter: '2026-11-22T10:01:00.000Z' });
    expect(confirmed.body).toEqual({ email, emailVerified: true });
    expect((await ada.call('loyalty.balance')).status).toBe(200);
    expect(claimsOf((await refreshed(ada)).signIn.accessToken)).toMatchObject({ email_verified: true });
    expect(platform.defects).toEqual([]);
  });

  it('gates nothing by default, and nothing but what it names', async () => {
    const { ada } = await unverified();
    const { ada: gated } = await unverified(['loyalty.history']);

    expect((await ada.call('loyalty.balance')).status).toBe(200);
    expect((await gated.call('loyalty.balance')).status).toBe(200);
  });

  it('keeps guests out too', async () => {
    const { guest } = await unverified(['loyalty.balance']);

    expect((await (await guest()).call('loyalty.balance')).error).toBe('email_unverified');
  });

  it('takes a code once, and only the newest one', async () => {
    const { ada, code, platform } = await unverified();
    await ada.call('emailVerification.request');
    const first = code();
    await platform.clock.advance('1m');
    await ada.call('emailVerification.request');

    const stale =
      first === code() ? undefined : await ada.call('emailVerification.confirm', { body: { code: first } });
    await ada.call('emailVerification.confirm', { body: { code: code() } });

    expect(stale?.error ?? 'otp_invalid').toBe('otp_invalid');
    expect((await ada.call('emailVerification.confirm', { body: { code: '123456' } })).error).toBe(
      'conflict',
    );
    expect(platform.emailCodeFor(email)).toBeUndefined();
  });

  it('refuses a code that has expired', async () => {
    const { ada, code, platform } = await unverified();
    await ada.call('emailVerification.request');
    await platform.clock.advance('10m');

    expect((await ada.call('emailVerification.confirm', { body: { code: code() } })).error).toBe(
      'otp_expired',
    );
  });

  it('sends another code a minute after the last one, and says when', async () => {
    const { ada, platform } = await unverified();
    await ada.call('emailVerification.request');
    await platform.clock.advance('20s');

    const early = await ada.call('emailVerification.request');
    await platform.clock.advance('40s');

    expect(early).toMatchObject({ status: 429, error: 'rate_limited' });
    expect(early.headers.get('retry-after')).toBe('40');
    expect((await ada.call('emailVerification.request')).status).toBe(200);
  });

  it('does not sign in with such a code, and does not prove anything with one that signs in', async () => {
    const { ada, call, code, platform } = await unverified();
    await ada.call('emailVerification.request');
    await call('auth.requestOtp', { pk, body: { email } });
    const signInCode = platform.otpFor(email) ?? '';
    if (signInCode === code()) return; // once in a million runs

    const proven = await ada.call('emailVerification.confirm', { body: { code: signInCode } });
    const signedIn = await call('auth.verifyOtp', { pk, body: { email, code: code() } });

    expect([proven.error, signedIn.error]).toEqual(['otp_invalid', 'otp_invalid']);
  });

  it('is proven by one consumer only', async () => {
    const { ada, code, member, platform } = await unverified();
    await ada.call('emailVerification.request');
    await member(email); // somebody who signs in with a code to that address

    const answer = await ada.call('emailVerification.confirm', { body: { code: code() } });

    expect([answer.status, answer.error]).toEqual([409, 'consumer_conflict']);
    expect(platform.defects).toEqual([]);
  });

  it('is asked of nobody who has none, who is a guest, or who proved it before', async () => {
    const { external, member, guest } = await unverified();
    const answers = await Promise.all(
      [await external('bob'), await member('cyd@example.com'), await guest()].map((device) =>
        device.call('emailVerification.request'),
      ),
    );

    expect(answers.map(({ error }) => error)).toEqual(['conflict', 'conflict', 'forbidden']);
  });
});
