import { describe, expect, it } from 'vitest';
import { boundCaller, dpopKey } from './support/dpop-key.js';
import { openAccounts, pk, sk } from './support/open-accounts.js';

describe('B9: asking whether a session is alive', () => {
  it('tells of a good token whose it is', async () => {
    const { member, call, platform } = openAccounts();
    const device = await member('ada@example.com');

    const { body } = await call('admin.tokens.introspect', {
      signedBy: sk,
      body: { token: device.signIn.accessToken },
    });

    expect(body).toEqual({
      active: true,
      consumerId: device.signIn.session.consumerId,
      sessionId: device.sessionId,
      isGuest: false,
      expiresAt: '2026-11-22T11:00:00.000Z',
    });
    expect(platform.defects).toEqual([]);
  });

  it('tells the key that a token is bound to, and needs no proof for that', async () => {
    const { call, platform } = openAccounts();
    const key = dpopKey();
    const { body: guest } = await boundCaller(platform)('POST /auth/guest', { key });

    const { body } = await call('admin.tokens.introspect', {
      signedBy: sk,
      body: { token: guest['accessToken'] },
    });

    expect(body).toMatchObject({ active: true, isGuest: true, cnf: { jkt: key.thumbprint } });
    expect(platform.defects).toEqual([]);
  });

  it('tells nothing of any other: ended, expired, foreign, of the other mode, or no token at all', async () => {
    const { member, call, platform } = openAccounts();
    const [ended, good] = [await member('ada@example.com'), await member('bob@example.com')];
    await ended.call('auth.logout');
    const ask = async (token: string, signedBy: string = sk): Promise<unknown> =>
      (await call('admin.tokens.introspect', { signedBy, body: { token } })).body;

    const found = [
      await ask(ended.signIn.accessToken),
      await ask(good.signIn.accessToken, 'sk_test_borealis_mock'),
      await ask(good.signIn.accessToken, 'sk_live_aurora_mock'),
      await ask(`${good.signIn.accessToken}x`),
      await ask('nothing'),
    ];
    await platform.clock.advance('1h');
    found.push(await ask(good.signIn.accessToken));

    expect(found).toEqual(Array(6).fill({ active: false }));
    expect(platform.defects).toEqual([]);
  });

  it('is the same view as that of every call: a token of a revoked session opens nothing, though it is not expired', async () => {
    const { member, call } = openAccounts();
    const [laptop, phone] = [await member('ada@example.com'), await member('ada@example.com')];
    await laptop.call('sessions.revoke', { params: { sessionId: phone.sessionId } });

    const { body } = await call('admin.tokens.introspect', {
      signedBy: sk,
      body: { token: phone.signIn.accessToken },
    });

    expect(body).toEqual({ active: false });
    expect(await phone.call('consumers.me')).toMatchObject({ status: 401, error: 'session_revoked' });
    expect((await call('consumers.me', { pk, token: phone.signIn.accessToken })).status).toBe(401);
  });
});
