import { inspect } from 'node:util';
import { FanfareServer, type Logger } from '@fanfare/node';
import { describe, expect, it, vi } from 'vitest';

const grant = 'adm_0123456789abcdef0123456789';

function answeredWith(body: unknown, init?: ResponseInit & { readonly logger?: Logger }): FanfareServer {
  return new FanfareServer({
    secretKey: 'sk_test_reading0answers',
    baseUrl: 'http://localhost:4000',
    maxRetries: 0,
    fetch: async () => Response.json(body, init),
    logger: init?.logger,
  });
}

describe('the words of older platforms', () => {
  const admit = (fanfare: FanfareServer) => fanfare.queues.admit('que_1', 'csm_1');
  const deny = (fanfare: FanfareServer) =>
    fanfare.queues.deny('que_1', { consumerId: 'csm_1', reason: 'BOT_DETECTED' });
  const denyInDraw = (fanfare: FanfareServer) =>
    fanfare.draws.deny('drw_1', { consumerId: 'csm_1', reason: 'BOT_DETECTED' });

  it.each([
    [{ status: 'ADMITTED', admissionToken: grant }, { status: 'GRANTED', admissionGrant: grant }, admit],
    [{ status: 'ADMITTED', admittanceToken: grant }, { status: 'GRANTED', admissionGrant: grant }, admit],
    [
      { status: 'DENIED', denyReason: 'FRAUD_DETECTED' },
      { status: 'DENIED', reason: 'FRAUD_DETECTED' },
      deny,
    ],
    [
      { status: 'DENIED', denyReason: 'ADMIN_ACTION', deniedAt: '2026-11-22T10:00:00Z' },
      { status: 'DENIED', reason: 'ADMIN_ACTION', deniedAt: '2026-11-22T10:00:00Z' },
      denyInDraw,
    ],
    [{ status: 'WON', admissionToken: grant }, { status: 'WON', admissionGrant: grant }, denyInDraw],
  ])('%j is read as %j', async (answer, expected, call) => {
    await expect(call(answeredWith(answer))).resolves.toEqual(expected);
  });

  it('are those of a state, and of nothing else', async () => {
    const profile = { id: 'csm_1', status: 'ADMITTED', admissionToken: 'a word of tomorrow' };

    await expect(answeredWith(profile).consumers.get('csm_1')).resolves.toEqual(profile);
  });
});

describe('the method that was called', () => {
  it.each<[string, (fanfare: FanfareServer) => Promise<unknown>]>([
    [
      'external.authorize',
      (fanfare) => fanfare.external.authorize({ provider: 'p', issuer: 'i', subject: 's' }),
    ],
    ['draws.deny', (fanfare) => fanfare.draws.deny('drw_1', { consumerId: 'csm_1', reason: 'x' })],
    ['admin.queues.get', (fanfare) => fanfare.admin.queues.get('que_1')],
  ])(
    '%s is named by a refusal, by an answer that does not fit, and where nothing was sent',
    async (name, call) => {
      const beginning = expect.objectContaining({
        message: expect.stringMatching(new RegExp(`^${name} was `)),
      });

      await expect(call(answeredWith({ error: 'forbidden' }, { status: 403 }))).rejects.toEqual(beginning);
      await expect(call(answeredWith(null))).rejects.toEqual(beginning);
    },
  );

  it('is named before anything is sent', async () => {
    const fanfare = answeredWith({});

    await expect(fanfare.external.authorize({} as never)).rejects.toThrow(
      /^external\.authorize was not sent/,
    );
    await expect(fanfare.external.authorize({} as never, { timeout: 1 } as never)).rejects.toThrow(
      /external\.authorize\(…, options\)/,
    );
    await expect(
      fanfare.checkout.cancel(
        { orderId: 'ord_1', idempotencyKey: 'key-00001' },
        { idempotencyKey: 'key-00002' },
      ),
    ).rejects.toThrow(/^checkout\.cancel was not sent/);
  });
});

describe('F12: secrets that the platform puts into answers', () => {
  const secrets = { verificationCode: '481516', verificationCodeExpiresAt: '2342-01-01T00:00:00.000Z' };
  const consumer = {
    id: 'csm_1',
    organizationId: 'org_1',
    createdAt: '2026-11-22T10:00:00.000Z',
    updatedAt: '2026-11-22T10:00:00.000Z',
    createdBy: 'key_1',
    updatedBy: 'key_1',
    archived: false,
    emailVerified: true,
    phoneVerified: false,
    status: 'ACTIVE',
    lastLoginAt: null,
    ...secrets,
    metadata: { kept: 1 },
    sources: [{ deeper: { ...secrets, kept: true } }],
  };

  function leaks(value: unknown): boolean {
    const printed = inspect(value, { depth: Infinity, showHidden: true }) + JSON.stringify(value);
    return printed.includes(secrets.verificationCode) || printed.includes(secrets.verificationCodeExpiresAt);
  }

  it('reach no result, at no depth', async () => {
    const one = await answeredWith(consumer).consumers.get('csm_1');
    const page = { data: [consumer, consumer], pageInfo: { startCursor: null, endCursor: null } };
    const many = await answeredWith(page).admin.consumers.list().toArray({ limit: 9 });

    expect(one).toMatchObject({ sources: [{ deeper: { kept: true } }] });
    expect(many).toHaveLength(2);
    expect(leaks([one, many])).toBe(false);
    expect(inspect([one, many], { depth: Infinity })).not.toContain('verificationCode');
  });

  it.each<[string, unknown, ResponseInit]>([
    ['an answer that does not fit', { ...consumer, id: 7 }, {}],
    ['a refusal with details', { error: 'conflict', message: 'No.', details: { consumer } }, { status: 409 }],
    ['a refusal that is a consumer', consumer, { status: 400 }],
  ])('reach neither the error nor the log of %s', async (_, body, init) => {
    const debug = vi.fn();

    const error: unknown = await answeredWith(body, { ...init, logger: { debug } })
      .consumers.get('csm_1')
      .catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(Error);
    expect((error as { raw?: unknown }).raw).toBeDefined();
    expect(debug).toHaveBeenCalled();
    expect(leaks([error, debug.mock.calls])).toBe(false);
  });

  it('reach no error where the answer is not even JSON', async () => {
    const text = `<pre>${JSON.stringify(consumer)}</pre>${JSON.stringify(JSON.stringify(consumer))}`;
    const fanfare = new FanfareServer({
      secretKey: 'sk_test_reading0answers',
      baseUrl: 'http://localhost:4000',
      fetch: async () => new Response(text.slice(text.indexOf('"verif')), { status: 400 }),
    });

    const error: unknown = await fanfare.consumers.get('csm_1').catch((reason: unknown) => reason);

    expect((error as { raw?: unknown }).raw).toContain('verificationCode');
    expect(leaks(error)).toBe(false);
  });

  it('are found however deep an answer is', async () => {
    const depth = 20_000;
    const deep = `${'{"a":'.repeat(depth)}{"verificationCode":"481516"}${'}'.repeat(depth)}`;
    const fanfare = new FanfareServer({
      secretKey: 'sk_test_reading0answers',
      baseUrl: 'http://localhost:4000',
      fetch: async () =>
        new Response(`{"id":"csm_1","deep":${deep}}`, { headers: { 'content-type': 'application/json' } }),
    });

    let value: unknown = await fanfare.consumers.get('csm_1');
    while (typeof value === 'object' && value !== null && Object.keys(value).length > 0) {
      value = Reflect.get(value, 'deep') ?? Reflect.get(value, 'a');
    }

    expect(value).toEqual({});
  });
});
