import { describe, expect, it } from 'vitest';
import { openToldShop } from './support/open-told-shop.js';
import { claimsOf, openAccounts, sk } from './support/open-accounts.js';

describe('B4: a refresh token that is used twice', () => {
  it('is told to the merchant, once, with the session and the family that ended', async () => {
    const shop = openToldShop();
    shop.platform.settings.leewayMs = 0;
    const { body: guest } = await shop.page('POST', '/auth/guest');
    const { accessToken, refreshToken, session } = guest as Record<'accessToken' | 'refreshToken', string> & {
      session: object;
    };
    await shop.page('POST', '/auth/refresh', { refreshToken });
    await shop.platform.clock.advance('1m');

    const reuse = await shop.page('POST', '/auth/refresh', { refreshToken });
    await shop.page('POST', '/auth/refresh', { refreshToken });
    const events = (await shop.told()).filter(({ type }) => type === 'security.token_reuse');

    expect(reuse.body['error']).toBe('refresh_token_reused');
    expect(events.map(({ data }) => data)).toEqual([
      {
        consumerId: (session as { consumerId: string }).consumerId,
        sessionId: claimsOf(accessToken)['sid'],
        familyId: expect.stringMatching(/^fam_/),
        detectedAt: '2026-11-22T10:01:00.000Z',
      },
    ]);
    expect(JSON.stringify(events)).not.toContain(refreshToken);
    expect(shop.platform.defects).toEqual([]);
  });

  it('stands in the audit log of the merchant', async () => {
    const { guest, call, platform } = openAccounts({ settings: { leewayMs: 0 } });
    const device = await guest();
    await device.refresh();
    await device.refresh();

    const { body } = await call<{ data: object[] }>('admin.auditLog.list', { signedBy: sk });

    expect(body.data).toContainEqual(
      expect.objectContaining({ action: 'auth.refresh', outcome: 'failure', reason: 'refresh_token_reused' }),
    );
    expect(platform.defects).toEqual([]);
  });

  it('is no event within the leeway', async () => {
    const shop = openToldShop();
    const { body } = await shop.page('POST', '/auth/guest');
    for (let time = 0; time < 2; time += 1)
      await shop.page('POST', '/auth/refresh', { refreshToken: body['refreshToken'] });

    expect((await shop.told()).map(({ type }) => type)).not.toContain('security.token_reuse');
  });
});
