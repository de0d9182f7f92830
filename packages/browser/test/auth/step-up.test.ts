import { describe, expect, test, vi } from 'vitest';
import { memoryTokenStore, type FanfareClient } from '../../src/index.js';
import { enroll, signIn, type Authenticator } from '../support/authenticator.js';
import { openShop, type Shop } from '../support/shop.js';

const email = 'ada@example.com';

interface Secured {
  readonly shop: Shop;
  readonly client: FanfareClient;
  readonly authenticator: Authenticator;
}

async function secured(): Promise<Secured> {
  const shop = openShop();
  const { client } = shop.open();
  await signIn(shop, { client, email });
  return { shop, client, authenticator: await enroll(shop, client) };
}

describe('C5, C9: stepping up', () => {
  test('puts the new session in the place of the old one, in one step and in all tabs', async () => {
    const { shop, client, authenticator } = await secured();
    const other = shop.open('other').client;
    await other.auth.restore();
    const ended = vi.fn();
    client.on('auth:session-expired', ended);
    other.on('auth:session-expired', ended);

    const session = await client.auth.stepUp({ code: authenticator.code() });
    await shop.settle();
    await Promise.all([client.consumers.me(), other.consumers.me()]);

    expect(session).toMatchObject({ signedIn: true, consumer: { email } });
    expect([client.auth.session, other.auth.session].map(({ signedIn }) => signedIn)).toEqual([true, true]);
    expect(ended).not.toHaveBeenCalled();
    expect(shop.count(/auth\/refresh/)).toBe(0);
    expect(shop.platform.defects).toEqual([]);
  });

  test('calls that were under way with the old tokens are made once more with the new ones', async () => {
    const { shop, client, authenticator } = await secured();
    shop.platform.fault({ operation: 'mfa.stepUp', latencyMs: 0, times: 1 });

    const [, ...answers] = await Promise.all([
      client.auth.stepUp({ code: authenticator.code() }),
      client.consumers.me(),
      client.loyalty.balance(),
      client.consumers.me(),
    ]);

    expect(answers).toHaveLength(3);
    expect(client.auth.session.signedIn).toBe(true);
  });

  test('a tab that knows only the old session takes up the new one from the store', async () => {
    const { shop, client, authenticator } = await secured();
    const deaf = shop.open('deaf', { environment: { channel: null } }).client;
    await deaf.auth.restore();
    const ended = vi.fn();
    deaf.on('auth:session-expired', ended);
    await client.auth.stepUp({ code: authenticator.code() });

    await deaf.consumers.me();

    expect(deaf.auth.session.signedIn).toBe(true);
    expect(ended).not.toHaveBeenCalled();
  });

  test.each(['stepUp', 'verifyOtp'] as const)(
    'another tab that finds out first that the old session is over keeps nobody from the new one: %s',
    async (way) => {
      const { shop, client, authenticator } = await secured();
      if (way === 'verifyOtp') {
        await client.auth.logout();
        await client.auth.guest();
        await client.auth.requestOtp({ email });
      }
      const other = shop.open('other').client;
      await other.auth.restore();
      shop.platform.fault({ operation: way === 'stepUp' ? 'mfa.stepUp' : 'auth.verifyOtp', latencyMs: 500 });
      shop.holding = 1;
      const code = way === 'stepUp' ? authenticator.code() : (shop.platform.otpFor(email) ?? '');
      const swapping =
        way === 'stepUp' ? client.auth.stepUp({ code }) : client.auth.verifyOtp({ email, code });
      await shop.settle();
      await expect(other.consumers.me()).rejects.toMatchObject({ code: 'session_revoked' });
      await shop.pass(500);
      shop.holding = 0;

      expect(await swapping).toMatchObject({ signedIn: true, consumer: { email } });
      await shop.settle();
      expect((await other.consumers.me()).active).toBeDefined();
    },
  );

  test('a wrong code changes nothing, and is sent once', async () => {
    const { shop, client } = await secured();
    const failed = vi.fn();
    client.on('auth:error', failed);

    await expect(client.auth.stepUp({ code: '000000' })).rejects.toMatchObject({
      name: 'AuthenticationError',
      code: 'mfa_code_invalid',
    });

    expect(shop.count(/mfa\/step-up/)).toBe(1);
    expect(failed).toHaveBeenCalledWith({ context: 'stepUp', code: 'mfa_code_invalid' });
    expect((await client.consumers.me()).active).toBeDefined();
  });

  test('an expired token is refreshed first, without spending the code', async () => {
    const { shop, client, authenticator } = await secured();
    await shop.pass(2 * 3_600_000);

    expect(await client.auth.stepUp({ code: authenticator.code() })).toMatchObject({ signedIn: true });
  });

  test('a sign-out meanwhile wins, and the session that comes of it is ended', async () => {
    const { shop, client, authenticator } = await secured();
    const undo = shop.platform.fault({ operation: 'mfa.stepUp', latencyMs: 1_000 });
    shop.holding = 1;
    const stepping = client.auth.stepUp({ code: authenticator.code() }).catch((error: unknown) => error);
    await shop.settle();
    await client.auth.logout();
    await shop.pass(1_000);
    shop.holding = 0;
    undo();

    expect(await stepping).toMatchObject({ code: expect.stringMatching(/aborted|not_authenticated/) });
    expect(client.auth.session.signedIn).toBe(false);
    await shop.settle();
    const { client: again } = shop.open('again', { store: memoryTokenStore() });
    await signIn(shop, { client: again, email });
    expect(await again.sessions.list()).toHaveLength(1);
  });

  test.each([{ code: '12345' }, { code: 123456 }, { backupCode: 'AAAA' }, { pin: '1' }])(
    'checks %j before anything is sent',
    async (proof) => {
      const { shop, client } = await secured();
      const before = shop.sent.length;

      await expect(client.auth.stepUp(proof as never)).rejects.toMatchObject({ code: 'invalid_request' }); // what JavaScript lets through
      expect(shop.sent).toHaveLength(before);
    },
  );
});

describe('C9: what needs a second factor', () => {
  test('is made once more, after it was shown', async () => {
    const { shop, client, authenticator } = await secured();
    const run = vi.fn(() => client.mfa.backupCodes());
    const ask = vi.fn(async () => ({ code: authenticator.code() }));

    const { backupCodes } = await client.auth.withStepUp({ run, ask });

    expect(backupCodes).toHaveLength(10);
    expect([run.mock.calls.length, ask.mock.calls.length]).toEqual([2, 1]);
    expect(shop.count(/POST \/mfa\/backup-codes/)).toBe(2);
    expect(shop.count(/mfa\/step-up/)).toBe(1);
  });

  test('is made once where nothing is asked for, and not again after another failure', async () => {
    const { client, shop } = await secured();
    const ask = vi.fn();

    await client.auth.withStepUp({ run: () => client.consumers.me(), ask });
    shop.platform.fault({ operation: 'mfa.backupCodes', code: 'conflict' });
    const failing = client.auth.withStepUp({ run: () => client.mfa.backupCodes(), ask });

    await expect(failing).rejects.toMatchObject({ code: 'conflict' });
    expect(ask).not.toHaveBeenCalled();
  });

  test('is refused a second time for good', async () => {
    const { client, authenticator, shop } = await secured();
    shop.platform.fault({ operation: 'mfa.backupCodes', code: 'step_up_required' });
    const run = vi.fn(() => client.mfa.backupCodes());

    const failing = client.auth.withStepUp({ run, ask: async () => ({ code: authenticator.code() }) });

    await expect(failing).rejects.toMatchObject({ name: 'PermissionError', code: 'step_up_required' });
    expect(run).toHaveBeenCalledTimes(2);
  });

  test('M4: a backup code signs out every other device', async () => {
    const { shop, client, authenticator } = await secured();
    const { client: lost } = shop.open('lost', { store: memoryTokenStore(), environment: { channel: null } });
    await signIn(shop, { client: lost, email });

    await client.auth.stepUp({ backupCode: authenticator.backupCodes[0] ?? '' });

    await expect(lost.consumers.me()).rejects.toMatchObject({ code: 'session_revoked' });
    expect(lost.auth.session).toMatchObject({ status: 'signed_out', reason: 'revoked' });
    expect(await client.sessions.list()).toHaveLength(1);
  });
});
