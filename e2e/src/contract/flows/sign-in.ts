import { expect } from 'vitest';
import type { Stage } from '../stage.ts';

/** A guest becomes a member by two ways, on three devices, and signs out of them. */
export async function signIn(stage: Stage): Promise<void> {
  const { server, platform } = stage;
  const email = 'sessions@example.com';
  const { client } = await stage.guest();
  expect(await client.config.get()).toMatchObject({ organizationId: stage.shop.id });
  await client.auth.requestOtp({ email });
  await client.auth.verifyOtp({ email, code: platform.otpFor(email) ?? '' });
  await client.auth.refresh();
  const phone = await stage.member(email);
  const tablet = await stage.member(email);

  const lost = (await client.sessions.list()).find(({ current }) => !current);
  await client.sessions.revoke(lost?.id ?? '');
  expect(await client.sessions.revokeAll({ keepCurrent: true })).toMatchObject({ revoked: 1 });
  await expect(phone.client.consumers.me()).rejects.toMatchObject({ code: 'session_revoked' });
  await expect(tablet.client.consumers.me()).rejects.toMatchObject({ code: 'session_revoked' });
  await client.auth.logout();

  const other = await stage.guest();
  const { exchangeCode } = await server.external.authorize({
    provider: 'clerk',
    issuer: 'https://clerk.example',
    subject: 'u-1',
    claims: { email: 'claimed@example.com' },
  });
  await other.client.auth.exchangeExternal({ exchangeCode });
  await other.client.emailVerification.request();
  const code = platform.emailCodeFor('claimed@example.com') ?? '';
  expect(await other.client.emailVerification.confirm({ code })).toMatchObject({ emailVerified: true });
}
