import type { AuthSession, DeviceSession, OwnExport, TotpEnrollment } from '@fanfare/contract';
import { describe, expect, it } from 'vitest';
import {
  claimsOf,
  openAccounts,
  sk,
  type Accounts,
  type Authenticator,
  type Device,
} from './support/open-accounts.js';

interface Secured extends Accounts {
  readonly device: Device;
  readonly authenticator: Authenticator;
  /** Steps up with the next code. */
  stepUp(device: Device): Promise<Device>;
}

async function secured(): Promise<Secured> {
  const accounts = openAccounts();
  const device = await accounts.member('ada@example.com');
  const authenticator = await accounts.enroll(device);
  await accounts.platform.clock.advance('30s');
  return {
    ...accounts,
    device,
    authenticator,
    async stepUp(from) {
      await accounts.platform.clock.advance('30s');
      const { body } = await from.call<AuthSession>('mfa.stepUp', { body: { code: authenticator.code() } });
      return accounts.deviceOf(body);
    },
  };
}

const me = async (device: Device): Promise<unknown> => (await device.call('consumers.me')).error ?? 'alive';

describe('C9: enrolling a second factor', () => {
  it('shows a secret and an address to scan, and counts once it is confirmed', async () => {
    const { member, platform } = openAccounts();
    const device = await member('ada@example.com');

    const { body } = await device.call<TotpEnrollment>('mfa.enroll');

    expect(body.secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(body.otpauthUri).toBe(
      `otpauth://totp/Aurora%20Sneakers:ada%40example.com?secret=${body.secret}&issuer=Aurora%20Sneakers&algorithm=SHA1&digits=6&period=30`.replaceAll(
        'Aurora%20Sneakers',
        encodeURIComponent(platform.world.organizations[0].name),
      ),
    );
    expect((await device.call('mfa.backupCodes')).error).toBe('not_found');
    expect((await device.call('sessions.revokeAll', { body: { keepCurrent: true } })).status).toBe(200);
  });

  it('answers with ten backup codes, once', async () => {
    const { device, authenticator } = await secured();

    expect(new Set(authenticator.backupCodes).size).toBe(10);
    expect((await device.call('mfa.enroll')).error).toBe('conflict');
    expect((await device.call('mfa.confirm', { body: { code: authenticator.code() } })).error).toBe(
      'conflict',
    );
  });

  it('is refused to guests, and with a wrong code', async () => {
    const { guest, member } = openAccounts();
    const ada = await member('ada@example.com');
    await ada.call('mfa.enroll');

    expect((await (await guest()).call('mfa.enroll')).error).toBe('forbidden');
    expect(await ada.call('mfa.confirm', { body: { code: '000000' } })).toMatchObject({
      status: 401,
      error: 'mfa_code_invalid',
    });
    expect((await ada.call('mfa.stepUp', { body: { code: '000000' } })).error).toBe('not_found');
  });

  it('keeps neither backup codes nor anything that is sent in the log', async () => {
    const { device, authenticator, platform } = await secured();
    await device.call('mfa.stepUp', { body: { backupCode: authenticator.backupCodes[0] } });

    const log = JSON.stringify(platform.requests);

    for (const code of [...authenticator.backupCodes, authenticator.code(-1)])
      expect(log).not.toContain(code);
  });
});

describe('C5, C9: stepping up', () => {
  it('answers with a new session, and ends the old one with its tokens at once', async () => {
    const { device, stepUp, platform } = await secured();

    const after = await stepUp(device);

    expect(after.sessionId).not.toBe(device.sessionId);
    expect(after.signIn.session.consumerId).toBe(device.signIn.session.consumerId);
    expect(await me(after)).toBe('alive');
    expect(await me(device)).toBe('session_revoked');
    expect((await device.refresh()).error).toBe('session_revoked');
    expect(platform.defects).toEqual([]);
  });

  it('says in the token how and when the consumer proved who they are, also after a refresh', async () => {
    const { device, stepUp, refreshed, platform } = await secured();
    const before = claimsOf(device.signIn.accessToken);
    const after = await stepUp(device);
    const steppedUpAt = Math.floor(platform.clock.now() / 1000);
    await platform.clock.advance('30m');

    const later = claimsOf((await refreshed(after)).signIn.accessToken);

    expect(before).toMatchObject({
      amr: ['otp'],
      acr: 'identified',
      auth_time: Date.parse('2026-11-22T10:00:00Z') / 1000,
    });
    expect(later).toMatchObject({ amr: ['otp', 'mfa'], acr: 'mfa', auth_time: steppedUpAt });
  });

  it('leaves the tokens of the hosted profile as they are documented', async () => {
    const { member } = openAccounts({ profile: 'hosted' });

    const { signIn } = await member('ada@example.com');

    expect(Object.keys(claimsOf(signIn.accessToken))).not.toEqual(expect.arrayContaining(['amr']));
    expect(signIn.session).not.toHaveProperty('emailVerified');
  });

  it('takes every code once, also in two calls at the same moment', async () => {
    const { device, authenticator, member } = await secured();
    const other = await member('ada@example.com');
    const body = { code: authenticator.code() };

    const answers = await Promise.all([device, other].map((each) => each.call('mfa.stepUp', { body })));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
    expect(answers.find(({ status }) => status === 401)?.error).toBe('mfa_code_invalid');
  });

  it('does not take the code that confirmed the secret', async () => {
    const { device, authenticator } = await secured();

    expect((await device.call('mfa.stepUp', { body: { code: authenticator.code(-1) } })).error).toBe(
      'mfa_code_invalid',
    );
  });

  it('takes a code that is one step late, and none that is two', async () => {
    const { device, authenticator, platform } = await secured();
    await platform.clock.advance('5m');

    expect((await device.call('mfa.stepUp', { body: { code: authenticator.code(-2) } })).error).toBe(
      'mfa_code_invalid',
    );
    expect((await device.call('mfa.stepUp', { body: { code: authenticator.code(-1) } })).status).toBe(200);
  });

  it("takes nobody else's code", async () => {
    const { device, member, enroll, platform } = await secured();
    const eve = await enroll(await member('eve@example.com'));
    await platform.clock.advance('30s');

    expect((await device.call('mfa.stepUp', { body: { code: eve.code() } })).error).toBe('mfa_code_invalid');
    expect((await device.call('mfa.stepUp', { body: { backupCode: eve.backupCodes[0] } })).error).toBe(
      'mfa_code_invalid',
    );
  });

  it.each([
    {},
    { code: '123456', backupCode: 'aaaa-bbbb-cccc-dddd' },
    { code: '12345' },
    { backupCode: 'AAAA-BBBB' },
  ])('wants exactly one code of the right form: %j', async (body) => {
    const { device } = await secured();

    expect((await device.call('mfa.stepUp', { body })).error).toBe('validation_error');
  });
});

describe('C9: what needs a second factor', () => {
  const needing = [
    ['mfa.remove', {}],
    ['mfa.backupCodes', {}],
    ['sessions.revokeAll', { body: { keepCurrent: true } }],
  ] as const;

  it.each(needing)(
    '%s is refused without it, done shortly after it, and refused again five minutes later',
    async (id, given) => {
      const { device, stepUp, platform } = await secured();
      const refused = await device.call(id, given);
      const fresh = await stepUp(device);
      await platform.clock.advance('299s');
      const done = id === 'mfa.remove' ? undefined : await fresh.call(id, given);
      await platform.clock.advance('1s');
      const late = await fresh.call(id, given);

      expect(refused).toMatchObject({ status: 403, error: 'step_up_required' });
      expect(done?.status ?? 200).toBe(200);
      expect(late.error).toBe('step_up_required');
      expect(platform.defects).toEqual([]);
    },
  );

  it('ends no other session one by one either, and the present one freely', async () => {
    const { device, member, stepUp } = await secured();
    const thief = await member('ada@example.com');
    const { body: listed } = await thief.call<DeviceSession[]>('sessions.list');
    const others = listed.filter(({ current }) => !current);

    const refused = await Promise.all(
      others.map(({ id }) => thief.call('sessions.revoke', { params: { sessionId: id } })),
    );
    const own = await thief.call('sessions.revoke', { params: { sessionId: thief.sessionId } });
    const phone = await member('ada@example.com');
    const owner = await stepUp(device);
    const ended = await owner.call('sessions.revoke', { params: { sessionId: phone.sessionId } });

    expect(refused.map(({ error }) => error)).toEqual(['step_up_required']);
    expect([own.status, ended.status]).toEqual([204, 204]);
    expect([await me(thief), await me(phone), await me(owner)]).toEqual([
      'session_revoked',
      'session_revoked',
      'alive',
    ]);
  });

  it('shows no export that was asked for with it to a session without it', async () => {
    const { device, member, stepUp, platform } = await secured();
    const owner = await stepUp(device);
    const { body: asked } = await owner.call<OwnExport>('consumers.requestExport');
    await platform.clock.advance('3s');
    const params = { exportId: asked.id };
    const thief = await member('ada@example.com');

    expect(await thief.call('consumers.export', { params })).toMatchObject({
      status: 403,
      error: 'step_up_required',
    });
    expect((await owner.call<OwnExport>('consumers.export', { params })).body.status).toBe('COMPLETED');
    expect(platform.defects).toEqual([]);
  });

  it('does nothing of what it refuses', async () => {
    const { device, member } = await secured();
    const phone = await member('ada@example.com');

    await device.call('sessions.revokeAll', { body: {} });

    expect([await me(device), await me(phone)]).toEqual(['alive', 'alive']);
  });

  it('a refresh makes a second factor no younger', async () => {
    const { device, stepUp, refreshed, platform } = await secured();
    const fresh = await stepUp(device);
    await platform.clock.advance('6m');

    expect((await (await refreshed(fresh)).call('mfa.backupCodes')).error).toBe('step_up_required');
  });

  it('removing the second factor ends the need for it, and enrolling anew begins it again', async () => {
    const { device, stepUp, enroll } = await secured();
    const fresh = await stepUp(device);

    expect((await fresh.call('mfa.remove')).status).toBe(204);
    expect((await fresh.call('mfa.remove')).error).toBe('not_found');
    expect((await enroll(fresh)).backupCodes).toHaveLength(10);
  });

  it('new backup codes take the place of the old ones', async () => {
    const { device, stepUp, authenticator } = await secured();
    const fresh = await stepUp(device);
    const { body } = await fresh.call<{ backupCodes: string[] }>('mfa.backupCodes');

    const old = await fresh.call('mfa.stepUp', { body: { backupCode: authenticator.backupCodes[0] } });
    const next = await fresh.call('mfa.stepUp', { body: { backupCode: body.backupCodes[0] } });

    expect([old.error, next.status]).toEqual(['mfa_code_invalid', 200]);
  });
});

describe('M4: recovering an account whose authenticator is lost', () => {
  it('takes each backup code once', async () => {
    const { device, authenticator, deviceOf } = await secured();
    const body = { backupCode: authenticator.backupCodes[3] };
    const first = await device.call<AuthSession>('mfa.stepUp', { body });

    const again = await deviceOf(first.body).call('mfa.stepUp', { body });

    expect([first.status, again.error]).toEqual([200, 'mfa_code_invalid']);
    expect(claimsOf(first.body.accessToken)).toMatchObject({
      amr: ['otp', 'mfa', 'backup_code'],
      acr: 'mfa',
    });
  });

  it('ends every session there was before', async () => {
    const { device, authenticator, member, deviceOf } = await secured();
    const thief = await member('ada@example.com');

    const { body } = await device.call<AuthSession>('mfa.stepUp', {
      body: { backupCode: authenticator.backupCodes[0] },
    });

    expect([await me(device), await me(thief)]).toEqual(['session_revoked', 'session_revoked']);
    expect((await thief.refresh()).error).toBe('session_revoked');
    expect(await me(deviceOf(body))).toBe('alive');
  });

  it('goes on with another authenticator', async () => {
    const { device, authenticator, deviceOf, enroll, platform } = await secured();
    const { body } = await device.call<AuthSession>('mfa.stepUp', {
      body: { backupCode: authenticator.backupCodes[0] },
    });
    const recovered = deviceOf(body);
    await recovered.call('mfa.remove');

    const next = await enroll(recovered);
    await platform.clock.advance('30s');

    expect((await recovered.call('mfa.stepUp', { body: { code: authenticator.code() } })).error).toBe(
      'mfa_code_invalid',
    );
    expect((await recovered.call('mfa.stepUp', { body: { code: next.code() } })).status).toBe(200);
  });
});

describe('C11: guessing the second factor', () => {
  it('is refused at the eleventh try, also with the right code, and also from a new session', async () => {
    const { device, authenticator, member, platform } = await secured();
    const wrong = { body: { code: String((Number(authenticator.code()) + 1) % 1e6).padStart(6, '0') } };
    const tries: unknown[] = [];
    for (let time = 0; time < 10; time += 1) tries.push((await device.call('mfa.stepUp', wrong)).error);

    const eleventh = await device.call('mfa.stepUp', { body: { code: authenticator.code() } });
    const phone = await member('ada@example.com');
    const fromElsewhere = await phone.call('mfa.stepUp', {
      body: { backupCode: authenticator.backupCodes[0] },
    });
    await platform.clock.advance('1m');
    const patient = await device.call('mfa.stepUp', { body: { code: authenticator.code() } });

    expect(tries).toEqual(Array(10).fill('mfa_code_invalid'));
    expect(eleventh).toMatchObject({ status: 429, error: 'too_many_attempts' });
    expect(Number(eleventh.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(fromElsewhere.error).toBe('too_many_attempts');
    expect(patient.status).toBe(200);
    expect(platform.defects).toEqual([]);
  });
});

it('C9: an erased consumer leaves no second factor behind', async () => {
  const { device, call, member, platform } = await secured();
  const { consumerId } = device.signIn.session;
  await call('admin.consumers.erase', { signedBy: sk, params: { consumerId } });
  await platform.clock.advance('2h');

  const again = await member('ada@example.com');

  expect((await again.call('mfa.stepUp', { body: { code: '000000' } })).error).toBe('not_found');
});
