import { describe, expect, it } from 'vitest';
import { openAccounts, sk, type Accounts, type Device } from './support/open-accounts.js';

const me = async (device: Device): Promise<unknown> => (await device.call('consumers.me')).error ?? 'alive';

const resetOf = (device: Device) => ({
  signedBy: sk,
  params: { consumerId: device.signIn.session.consumerId },
});

/** Somebody who signed in some time ago, and a thief with the tokens of that day. */
async function stolen(): Promise<Accounts & { readonly thief: Device }> {
  const accounts = openAccounts();
  const device = await accounts.member('ada@example.com');
  await accounts.platform.clock.advance('20d');
  return { ...accounts, thief: await accounts.refreshed(device) };
}

describe('C9: a session that was stolen long ago', () => {
  it('makes no second factor, and confirms none that its owner made', async () => {
    const { thief, member, platform } = await stolen();
    const owner = await member('ada@example.com');
    const made = await owner.call<{ secret: string }>('mfa.enroll');

    const answers = [
      await thief.call('mfa.enroll'),
      await thief.call('mfa.confirm', { body: { code: '000000' } }),
    ];

    expect(made.status).toBe(200);
    expect(answers.map(({ status, error }) => [status, error])).toEqual(
      Array(2).fill([403, 'step_up_required']),
    );
    expect(platform.defects).toEqual([]);
  });

  it('can do neither five minutes after a sign-in, and can at the last moment before', async () => {
    const { member, platform } = openAccounts();
    const device = await member('ada@example.com');
    await platform.clock.advance('299s');
    const early = await device.call('mfa.enroll');
    await platform.clock.advance('1s');

    expect(early.status).toBe(200);
    expect((await device.call('mfa.enroll')).error).toBe('step_up_required');
    expect((await device.call('mfa.confirm', { body: { code: '000000' } })).error).toBe('step_up_required');
  });

  it('ends as soon as its owner has a second factor', async () => {
    const { thief, member, enroll } = await stolen();
    const owner = await member('ada@example.com');
    const other = await member('bob@example.com');

    await enroll(owner);

    expect([await me(thief), await me(owner), await me(other)]).toEqual([
      'session_revoked',
      'alive',
      'alive',
    ]);
    expect((await thief.refresh()).error).toBe('session_revoked');
  });

  it('ends with no wrong code', async () => {
    const { thief, member } = await stolen();
    const owner = await member('ada@example.com');
    await owner.call('mfa.enroll');

    expect((await owner.call('mfa.confirm', { body: { code: '000000' } })).error).toBe('mfa_code_invalid');
    expect(await me(thief)).toBe('alive');
  });

  it('tells a guest as before that guests have no second factor', async () => {
    const { guest, platform } = openAccounts();
    const visitor = await guest();
    await platform.clock.advance('10m');

    expect((await visitor.call('mfa.enroll')).error).toBe('forbidden');
  });
});

describe('M4: the merchant resets a second factor', () => {
  it('which signs its consumer out everywhere, and lets them enroll another one', async () => {
    const { member, enroll, call, platform } = openAccounts();
    const thief = await member('ada@example.com');
    const stale = await enroll(thief);
    const owner = await member('ada@example.com');

    const reset = await call('admin.consumers.resetMfa', resetOf(owner));
    const after = await member('ada@example.com');
    const tried = await after.call('mfa.stepUp', { body: { backupCode: stale.backupCodes[0] } });

    expect([reset.status, tried.error]).toEqual([204, 'not_found']);
    expect([await me(thief), await me(owner)]).toEqual(['session_revoked', 'session_revoked']);
    expect((await enroll(after)).backupCodes).toHaveLength(10);
    expect(platform.defects).toEqual([]);
  });

  it('which may be repeated, and is in the audit log', async () => {
    const { member, call } = openAccounts();
    const owner = await member('ada@example.com');

    const answers = [
      await call('admin.consumers.resetMfa', resetOf(owner)),
      await call('admin.consumers.resetMfa', resetOf(owner)),
    ];
    const { body } = await call<{ data: object[] }>('admin.auditLog.list', { signedBy: sk });

    expect(answers.map(({ status }) => status)).toEqual([204, 204]);
    expect(body.data).toContainEqual(
      expect.objectContaining({ action: 'admin.consumers.resetMfa', outcome: 'success' }),
    );
  });

  it("D6: which is not for another merchant's consumer, or for nobody", async () => {
    const { member, enroll, call } = openAccounts();
    const owner = await member('ada@example.com');
    await enroll(owner);

    const answers = [
      await call('admin.consumers.resetMfa', { ...resetOf(owner), signedBy: 'sk_test_borealis_mock' }),
      await call('admin.consumers.resetMfa', { signedBy: sk, params: { consumerId: 'csm_unknown' } }),
    ];

    expect(answers.map(({ status, error }) => [status, error])).toEqual(Array(2).fill([404, 'not_found']));
    expect((await owner.call('mfa.backupCodes')).error).toBe('step_up_required');
  });
});
