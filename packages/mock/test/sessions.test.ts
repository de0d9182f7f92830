import type { DeviceSession } from '@fanfare/contract';
import type { ConsumerSession } from '@fanfare/contract/admin';
import { describe, expect, it } from 'vitest';
import { claimsOf, openAccounts, sk, type Accounts, type Device } from './support/open-accounts.js';

const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0';
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) Version/18.6 Mobile/15E148 Safari/604.1';

async function threeDevices(): Promise<Accounts & { laptop: Device; phone: Device; tablet: Device }> {
  const accounts = openAccounts();
  const laptop = await accounts.member('ada@example.com', { userAgent: firefox });
  await accounts.platform.clock.advance('1m');
  const phone = await accounts.member('ada@example.com', { userAgent: iphone });
  await accounts.platform.clock.advance('1m');
  const tablet = await accounts.member('ada@example.com');
  return { ...accounts, laptop, phone, tablet };
}

const me = async (device: Device): Promise<unknown> => (await device.call('consumers.me')).error ?? 'alive';

describe('C10: the list of sessions', () => {
  it('shows device, creation and last use of each, and which one asks', async () => {
    const { laptop, phone, tablet, platform } = await threeDevices();
    await platform.clock.advance('1m');

    const { body } = await phone.call<DeviceSession[]>('sessions.list');

    expect(body.map(({ id, deviceLabel, current }) => ({ id, deviceLabel, current }))).toEqual([
      { id: phone.sessionId, deviceLabel: 'Safari on iPhone', current: true },
      { id: tablet.sessionId, deviceLabel: 'Unknown browser', current: false },
      { id: laptop.sessionId, deviceLabel: 'Firefox on Windows', current: false },
    ]);
    expect(body[0]).toMatchObject({
      createdAt: '2026-11-22T10:01:00.000Z',
      lastUsedAt: '2026-11-22T10:03:00.000Z',
    });
    expect(new Set(body.map(({ familyId }) => familyId)).size).toBe(3);
  });

  it('I3: says nothing of the device that it did not say itself, in no answer', async () => {
    const { laptop } = await threeDevices();

    const { body } = await laptop.call<DeviceSession[]>('sessions.list');

    expect(JSON.stringify(body)).not.toMatch(/Mozilla|143|NT 10|18_6/);
    expect(Object.keys(body[0] ?? {}).sort()).toEqual(
      ['createdAt', 'current', 'deviceLabel', 'familyId', 'id', 'lastUsedAt'].sort(),
    );
  });

  it('leaves out what is over: ended ones, and those that can no longer be refreshed', async () => {
    const { laptop, phone, tablet, platform, refreshed } = await threeDevices();
    await phone.call('auth.logout');
    await platform.clock.advance('29d');
    const later = await refreshed(laptop);
    await platform.clock.advance('2d');
    const latest = await refreshed(later);

    const { body: listed } = await latest.call<DeviceSession[]>('sessions.list');

    expect(listed.map(({ id }) => id)).toEqual([laptop.sessionId]);
    expect((await tablet.refresh()).error).toBe('refresh_token_expired');
  });

  it('keeps one session over refreshes', async () => {
    const { laptop, refreshed } = await threeDevices();

    const { body: listed } = await (await refreshed(laptop)).call<DeviceSession[]>('sessions.list');

    expect(listed.filter(({ current }) => current).map(({ id }) => id)).toEqual([laptop.sessionId]);
    expect(listed).toHaveLength(3);
  });
});

describe('B14: revoking a session', () => {
  it('ends it at once, and no other', async () => {
    const { laptop, phone, tablet, platform } = await threeDevices();

    const answer = await laptop.call('sessions.revoke', { params: { sessionId: phone.sessionId } });

    expect(answer.status).toBe(204);
    expect(await phone.call('consumers.me')).toMatchObject({ status: 401, error: 'session_revoked' });
    expect(await phone.refresh()).toMatchObject({ status: 401, error: 'session_revoked' });
    expect([await me(laptop), await me(tablet)]).toEqual(['alive', 'alive']);
    expect(platform.defects).toEqual([]);
  });

  it('may be repeated, and may end the present session', async () => {
    const { laptop, phone } = await threeDevices();
    const params = { sessionId: phone.sessionId };
    await laptop.call('sessions.revoke', { params });

    expect((await laptop.call('sessions.revoke', { params })).status).toBe(204);
    expect((await laptop.call('sessions.revoke', { params: { sessionId: laptop.sessionId } })).status).toBe(
      204,
    );
    expect(await me(laptop)).toBe('session_revoked');
  });

  it("D6: does not know another consumer's session, in the words for one that never was", async () => {
    const { laptop, member } = await threeDevices();
    const eve = await member('eve@example.com');

    const [foreign, unknown] = await Promise.all(
      [laptop.sessionId, 'sess_unknown'].map((sessionId) =>
        eve.call('sessions.revoke', { params: { sessionId } }),
      ),
    );

    expect([foreign?.status, foreign?.error]).toEqual([404, 'not_found']);
    expect({ ...(foreign?.body as object), requestId: '' }).toEqual({
      ...(unknown?.body as object),
      requestId: '',
    });
    expect(await me(laptop)).toBe('alive');
  });
});

describe('C4: revoking all sessions', () => {
  it('ends three devices at once', async () => {
    const { laptop, phone, tablet } = await threeDevices();

    const { body } = await laptop.call('sessions.revokeAll', { body: {} });

    expect(body).toEqual({ revoked: 3 });
    expect(await Promise.all([laptop, phone, tablet].map(me))).toEqual(Array(3).fill('session_revoked'));
  });

  it('leaves its trace in the audit log, without an address of the consumer', async () => {
    const { laptop, call } = await threeDevices();
    await laptop.call('sessions.revokeAll', { body: {} });

    const { body } = await call<{ data: object[] }>('admin.auditLog.list', {
      signedBy: sk,
      query: `?sessionId=${laptop.sessionId}`,
    });

    expect(body.data).toContainEqual(
      expect.objectContaining({ action: 'sessions.revokeAll', outcome: 'success' }),
    );
    expect(JSON.stringify(body)).not.toContain('ada@example.com');
  });

  it('keeps the present one where that is asked for', async () => {
    const { laptop, phone, tablet } = await threeDevices();

    const { body } = await laptop.call('sessions.revokeAll', { body: { keepCurrent: true } });

    expect(body).toEqual({ revoked: 2 });
    expect(await Promise.all([laptop, phone, tablet].map(me))).toEqual([
      'alive',
      'session_revoked',
      'session_revoked',
    ]);
  });
});

describe('B14: the merchant and the sessions of a consumer', () => {
  it('sees them as the consumer does, but for which one asks', async () => {
    const { laptop, phone, call } = await threeDevices();
    const params = { consumerId: laptop.signIn.session.consumerId };

    const { body } = await call<ConsumerSession[]>('admin.consumers.sessions.list', { signedBy: sk, params });
    const { body: own } = await laptop.call<DeviceSession[]>('sessions.list');

    expect(body).toHaveLength(3);
    const [ownView] = own.filter(({ id }) => id === phone.sessionId);
    expect(ownView).toEqual({ ...body.find(({ id }) => id === phone.sessionId), current: false });
  });

  it('ends one of them, or all', async () => {
    const { laptop, phone, tablet, call } = await threeDevices();
    const { consumerId } = laptop.signIn.session;

    const one = await call('admin.consumers.sessions.revoke', {
      signedBy: sk,
      params: { consumerId, sessionId: phone.sessionId },
    });
    const after = await Promise.all([laptop, phone].map(me));
    const all = await call('admin.consumers.sessions.revokeAll', {
      signedBy: sk,
      params: { consumerId },
    });

    expect([one.status, after]).toEqual([204, ['alive', 'session_revoked']]);
    expect(all.body).toEqual({ revoked: 2 });
    expect(await Promise.all([laptop, tablet].map(me))).toEqual(['session_revoked', 'session_revoked']);
  });

  it("D6: does not know the sessions of another merchant's consumer, or of another consumer", async () => {
    const { laptop, member, call } = await threeDevices();
    const eve = await member('eve@example.com');
    const { consumerId } = laptop.signIn.session;
    const foreign = { signedBy: 'sk_test_borealis_mock' };

    const answers = await Promise.all([
      call('admin.consumers.sessions.list', { ...foreign, params: { consumerId } }),
      call('admin.consumers.sessions.revokeAll', { ...foreign, params: { consumerId } }),
      call('admin.consumers.sessions.revoke', {
        signedBy: sk,
        params: { consumerId: eve.signIn.session.consumerId, sessionId: laptop.sessionId },
      }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(await me(laptop)).toBe('alive');
  });
});

describe('C5: signing in replaces the session', () => {
  it.each(['otp', 'external'] as const)(
    'with %s: a new id and a new pair, and the old ones are dead',
    async (way) => {
      const { guest, member, call, platform, deviceOf } = openAccounts();
      const before = await guest();
      const { accessToken: token } = before.signIn;

      const after = way === 'otp' ? await member('ada@example.com', { token }) : await exchange(token);

      expect(after.sessionId).not.toBe(before.sessionId);
      expect(after.signIn.session.type).toBe('authenticated');
      expect(await me(before)).toBe('session_revoked');
      expect((await before.refresh()).error).toBe('session_revoked');
      expect(await me(after)).toBe('alive');

      async function exchange(guestToken: string): Promise<Device> {
        const { body } = await call<{ exchangeCode: string }>('auth.authorizeExternal', {
          signedBy: sk,
          body: { provider: 'clerk', issuer: 'https://clerk.example', subject: 'ada' },
        });
        const given = {
          pk: 'pk_test_aurora_mock',
          token: guestToken,
          body: { exchangeCode: body.exchangeCode },
        };
        expect(platform.defects).toEqual([]);
        return deviceOf((await call<Device['signIn']>('auth.exchangeExternal', given)).body);
      }
    },
  );

  it('a token planted before the sign-in never becomes one of somebody', async () => {
    const { guest, member, refreshed } = openAccounts();
    const planted = await guest();
    const renewed = await refreshed(planted);

    await member('ada@example.com', { token: planted.signIn.accessToken });

    expect([await me(planted), await me(renewed)]).toEqual(['session_revoked', 'session_revoked']);
    expect((await renewed.refresh()).error).toBe('session_revoked');
    expect(claimsOf(renewed.signIn.accessToken)).toMatchObject({ isGuest: true, acr: 'guest', amr: [] });
  });

  it('a second sign-in of the same consumer leaves their other devices alone', async () => {
    const { laptop, phone, member } = await threeDevices();

    await member('ada@example.com', { token: laptop.signIn.accessToken });

    expect([await me(laptop), await me(phone)]).toEqual(['session_revoked', 'alive']);
  });
});
