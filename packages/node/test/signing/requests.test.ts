import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FanfareServer, type FanfareServerOptions } from '@fanfare/node';
import { verifiedByFirst, verifiedBySecond } from '../support/independent-verifiers.js';
import { impatientClock } from '../support/impatient-clock.js';
import { manualClock } from '../support/manual-clock.js';
import { recordingServer, type RecordingServer, type Reply } from '../support/recording-server.js';
import { signatureParameter, verifierKey, wireOf } from '../support/wire-of.js';

const secretKey = 'sk_test_wire0wire1wire2';
const denied = { status: 'DENIED', reason: 'BOT_DETECTED' };
const denial = { consumerId: 'csm_1', reason: 'BOT_DETECTED' } as const;
const refused = (code: string): Reply => ({ status: 401, json: { error: code } });

let server: RecordingServer | undefined;

async function setUp(
  reply: Parameters<typeof recordingServer>[0],
  options?: Partial<FanfareServerOptions>,
): Promise<{ fanfare: FanfareServer; server: RecordingServer }> {
  const started = await recordingServer(reply);
  server = started;
  return {
    fanfare: new FanfareServer({ secretKey, baseUrl: started.url, clock: impatientClock, ...options }),
    server: started,
  };
}

afterEach(async () => {
  await server?.close();
  server = undefined;
});

describe('E12: every request is signed', () => {
  it('as two independent implementations read it off the wire', async () => {
    const {
      fanfare,
      server: { received },
    } = await setUp(({ method }) => (method === 'GET' ? { json: { id: 'csm_1' } } : { json: denied }));

    await fanfare.queues.deny('que_1', denial);
    await fanfare.consumers.get('csm_1');

    const now = Math.floor(Date.now() / 1_000);
    const key = verifierKey(secretKey);
    for (const request of received) {
      expect(await verifiedByFirst(wireOf(request), key)).toBe(true);
      expect(await verifiedBySecond(wireOf(request), { ...key, now })).toBe(true);
    }
    const [post, get] = received;
    const digest = createHash('sha256')
      .update(post?.body ?? '')
      .digest('base64');
    expect(post?.headers['content-digest']).toBe(`sha-256=:${digest}:`);
    expect(post?.headers['content-type']).toBe('application/json');
    expect(post?.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
    expect(get?.headers).not.toHaveProperty('idempotency-key');
    expect(get?.headers).not.toHaveProperty('content-digest');
  });

  it('with multi-byte text in the body, digested as the bytes that travel', async () => {
    const answer = {
      exchangeCode: 'exc_12345678',
      expiresAt: '2026-09-21T14:14:20.000Z',
      resolution: 'created',
    };
    const {
      fanfare,
      server: { received },
    } = await setUp(() => ({ json: answer }));

    await fanfare.external.authorize({
      provider: 'Zürich 🎟',
      issuer: 'https://shop.example',
      subject: '日本',
    });

    const [request] = received;
    expect(request?.body.toString('utf8')).toContain('Zürich 🎟');
    expect(request && (await verifiedByFirst(wireOf(request), verifierKey(secretKey)))).toBe(true);
    expect(request?.headers['content-digest']).toContain(
      createHash('sha256')
        .update(request?.body ?? '')
        .digest('base64'),
    );
  });

  it('F8: every attempt afresh, under one idempotency key', async () => {
    const {
      fanfare,
      server: { received },
    } = await setUp((_, count) =>
      count < 3
        ? { status: 503, headers: { 'retry-after': '0' }, json: { error: 'service_unavailable' } }
        : { json: denied },
    );

    await fanfare.queues.deny('que_1', denial);

    const distinct = (name: string): number =>
      new Set(received.map((request) => signatureParameter(request, name))).size;
    expect(received).toHaveLength(3);
    expect(distinct('nonce')).toBe(3);
    expect(new Set(received.map(({ headers }) => headers['signature'])).size).toBe(3);
    expect(new Set(received.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  });

  it('with a nonce of 128 bits and a lifetime of 60 seconds', async () => {
    const {
      fanfare,
      server: { received },
    } = await setUp(() => ({ json: { id: 'csm_1' } }));

    await fanfare.consumers.get('csm_1');

    const [request] = received;
    if (request === undefined) throw new Error('Nothing arrived.');
    expect(Buffer.from(signatureParameter(request, 'nonce') ?? '', 'base64url')).toHaveLength(16);
    expect(
      Number(signatureParameter(request, 'expires')) - Number(signatureParameter(request, 'created')),
    ).toBe(60);
  });
});

describe('B15: the secret itself', () => {
  const everything = ({ received }: RecordingServer): string =>
    received.map((request) => JSON.stringify({ ...request, body: request.body.toString('latin1') })).join();

  it('never leaves in the profile full', async () => {
    const { fanfare, server: started } = await setUp(() => ({ json: denied }));

    await fanfare.queues.deny('que_1', denial);

    expect(started.received[0]?.headers).not.toHaveProperty('authorization');
    expect(everything(started)).not.toContain('wire0wire1wire2');
  });

  it.each<[string, Partial<FanfareServerOptions>, string | undefined]>([
    ['is a bearer token in the profile hosted', { profile: 'hosted' }, `Bearer ${secretKey}`],
    ['is one where the option says so', { bearer: true }, `Bearer ${secretKey}`],
    [
      'is none in the profile hosted where the option says so',
      { profile: 'hosted', bearer: false },
      undefined,
    ],
  ])('%s', async (_, options, authorization) => {
    const {
      fanfare,
      server: { received },
    } = await setUp(() => ({ json: denied }), options);

    await fanfare.queues.deny('que_1', denial);

    expect(received[0]?.headers.authorization).toBe(authorization);
    expect(received[0]?.headers['signature']).toMatch(/^fanfare=:/);
  });

  it('does not follow a redirect', async () => {
    const other = await recordingServer(() => ({ json: denied }));
    const { fanfare } = await setUp(() => ({ status: 307, headers: { location: `${other.url}/steal` } }), {
      bearer: true,
    });

    const call = fanfare.queues.deny('que_1', denial);

    await expect(call).rejects.toMatchObject({ code: 'redirect_refused' });
    expect(other.received).toHaveLength(0);
    await other.close();
  });
});

describe('E12: a clock that is off', () => {
  const platformNow = Date.parse('2026-09-21T15:00:00.000Z');
  const date = { date: new Date(platformNow).toUTCString() };
  const strict: Parameters<typeof recordingServer>[0] = (request) => {
    const age = platformNow / 1_000 - Number(signatureParameter(request, 'created'));
    return Math.abs(age) <= 60
      ? { headers: date, json: { id: 'csm_1' } }
      : { ...refused('signature_expired'), headers: date };
  };

  it('is corrected from the Date of the platform, and stays corrected', async () => {
    const warn = vi.fn();
    const clock = manualClock(platformNow - 600_000);
    const {
      fanfare,
      server: { received },
    } = await setUp(strict, { clock, logger: { warn } });

    await fanfare.consumers.get('csm_1');
    await fanfare.consumers.get('csm_1');

    expect(received.map((request) => Number(signatureParameter(request, 'created')))).toEqual([
      platformNow / 1_000 - 600,
      platformNow / 1_000,
      platformNow / 1_000,
    ]);
    expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/clock/), { offsetMs: 600_000 });
  });

  it('is corrected once per call: a platform that goes on refusing is believed', async () => {
    const {
      fanfare,
      server: { received },
    } = await setUp(() => ({ ...refused('signature_expired'), headers: date }));

    await expect(fanfare.queues.deny('que_1', denial)).rejects.toMatchObject({
      code: 'signature_expired',
      status: 401,
      attempts: 2,
    });
    expect(received).toHaveLength(2);
    expect(received[0]?.headers['idempotency-key']).toBe(received[1]?.headers['idempotency-key']);
  });
});

describe('A7: a key that is rolled', () => {
  const accepts =
    (good: string): Parameters<typeof recordingServer>[0] =>
    (request) =>
      signatureParameter(request, 'keyid') === verifierKey(good).keyId
        ? { json: { id: 'csm_1' } }
        : refused('key_revoked');

  it('is read again from the provider, once for all calls, and no call fails', async () => {
    const keys = ['sk_test_old0old0old0', 'sk_test_new1new1new1'];
    const provider = vi.fn(() => keys.shift() ?? '');
    const {
      fanfare,
      server: { received },
    } = await setUp(accepts('sk_test_new1new1new1'), { secretKey: provider });

    const all = await Promise.all(Array.from({ length: 5 }, () => fanfare.consumers.get('csm_1')));

    expect(all).toHaveLength(5);
    expect(provider).toHaveBeenCalledTimes(2);
    expect(received).toHaveLength(10);
  });

  it('is read once for a call that goes on being refused', async () => {
    const provider = vi.fn(() => 'sk_test_old0old0old0');
    const {
      fanfare,
      server: { received },
    } = await setUp(() => refused('key_revoked'), { secretKey: provider });

    await expect(fanfare.consumers.get('csm_1')).rejects.toMatchObject({ code: 'key_revoked' });
    expect(provider).toHaveBeenCalledTimes(2);
    expect(received).toHaveLength(2);
  });

  it('is final where the key is a fixed one', async () => {
    const {
      fanfare,
      server: { received },
    } = await setUp(() => refused('key_revoked'));

    await expect(fanfare.consumers.get('csm_1')).rejects.toMatchObject({ code: 'key_revoked', status: 401 });
    expect(received).toHaveLength(1);
  });

  it('is checked as it comes: another mode, another kind, nothing', async () => {
    const {
      server: { url, received },
    } = await setUp(() => ({ json: { id: 'csm_1' } }));
    for (const value of ['sk_live_a1b2c3d4e5f6', 'pk_test_a1b2c3d4e5f6', undefined]) {
      const fanfare = new FanfareServer({
        secretKey: () => value as string,
        baseUrl: url,
        expectMode: 'test',
      });

      await expect(fanfare.consumers.get('csm_1')).rejects.toMatchObject({ code: 'invalid_options' });
    }
    expect(received).toHaveLength(0);
  });

  it('a provider that failed is asked again at the next call', async () => {
    const provider = vi
      .fn<() => Promise<string>>()
      .mockRejectedValueOnce(new Error('vault sealed'))
      .mockResolvedValue(secretKey);
    const { fanfare } = await setUp(() => ({ json: { id: 'csm_1' } }), { secretKey: provider });

    await expect(fanfare.consumers.get('csm_1')).rejects.toThrow(/provider failed \(Error: vault sealed\)/);
    await expect(fanfare.consumers.get('csm_1')).resolves.toMatchObject({ id: 'csm_1' });
  });
});
