import { generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AuthenticationError, FanfareServer, isFanfareError } from '@fanfare/node';
import { verifyConsumerToken } from '@fanfare/node/tokens';
import { readKeySet } from '../../src/tokens/key-set.js';
import { manualClock, type ManualClock } from '../support/manual-clock.js';
import { recordingServer, type RecordingServer, type Reply } from '../support/recording-server.js';
import { goodClaims, goodHeader, makeToken, testKey, type TestKey } from '../support/token-maker.js';

const first = testKey('EdDSA', 'key-1');
const second = testKey('EdDSA', 'key-2');
const minute = 60_000;
const hour = 60 * minute;

/** A platform whose answer can be changed, and a verifier on a clock of its own. */
async function setUp(): Promise<{
  readonly clock: ManualClock;
  answer: Reply;
  readonly fetched: () => number;
  readonly url: string;
  verify(key: TestKey): Promise<unknown>;
}> {
  const clock = manualClock();
  const state = { answer: { json: { keys: [first.jwk] } } as Reply };
  const server = await recordingServer(() => state.answer);
  servers.push(server);
  const url = `${server.url}/consumer/api/.well-known/jwks.json`;
  return {
    clock,
    url,
    fetched: () => server.received.length,
    get answer() {
      return state.answer;
    },
    set answer(answer) {
      state.answer = answer;
    },
    verify: (key) =>
      verifyConsumerToken(makeToken(key, goodHeader(key), goodClaims(clock.now())), {
        jwksUrl: url,
        organizationId: 'org_1',
        clock,
      }),
  };
}

const servers: RecordingServer[] = [];
const down: Reply = { status: 503, text: 'down' };
const unknownKey = { code: 'invalid_token', details: { reason: 'unknown_key' } };

afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe('B10: the keys of the platform', () => {
  it('are fetched once for all who ask, and kept', async () => {
    const platform = await setUp();

    await Promise.all(Array.from({ length: 20 }, () => platform.verify(first)));
    await platform.clock.advance(7 * minute);
    await platform.verify(first);

    expect(platform.fetched()).toBe(1);
  });

  it('are fetched once more for an unknown key id, after the cool-down', async () => {
    const platform = await setUp();
    await platform.verify(first);
    platform.answer = { json: { keys: [first.jwk, second.jwk] } };

    await expect(platform.verify(second)).rejects.toMatchObject(unknownKey);
    expect(platform.fetched()).toBe(1);

    await platform.clock.advance(30_000);
    await expect(platform.verify(second)).resolves.toMatchObject({ consumerId: 'csm_1' });
    expect(platform.fetched()).toBe(2);
  });

  it('are not hammered by made-up key ids', async () => {
    const platform = await setUp();
    await platform.verify(first);
    await platform.clock.advance(30_000);

    const calls = Array.from({ length: 1_000 }, (_, index) =>
      platform.verify({ ...second, kid: `made-up-${index}` }),
    );
    const results = await Promise.allSettled(calls);

    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
    expect(platform.fetched()).toBe(2);
  });

  it('serve on while the platform is down, a day long', async () => {
    const platform = await setUp();
    await platform.verify(first);
    platform.answer = down;

    for (let hours = 0; hours < 24; hours += 1) {
      await platform.clock.advance(hour);
      await expect(platform.verify(first)).resolves.toMatchObject({ consumerId: 'csm_1' });
    }
    await platform.clock.advance(hour);
    await expect(platform.verify(first)).rejects.toMatchObject({ code: 'invalid_response', status: 503 });
  });

  it('a key that was withdrawn is refused after ten minutes', async () => {
    const platform = await setUp();
    await platform.verify(first);
    platform.answer = { json: { keys: [second.jwk] } };

    await platform.clock.advance(10 * minute);

    await expect(platform.verify(first)).rejects.toMatchObject(unknownKey);
  });

  it('are renewed behind a call before they are too old', async () => {
    const platform = await setUp();
    await platform.verify(first);

    await platform.clock.advance(8 * minute);
    await platform.verify(first);
    await vi.waitFor(() => expect(platform.fetched()).toBe(2));
    await vi.waitFor(() => expect(platform.clock.pending()).toBe(0)); // its answer is here too

    await platform.clock.advance(7 * minute);
    await platform.verify(first);
    expect(platform.fetched()).toBe(2);
  });

  it('a platform that was never reached makes no token bad, and is asked again soon', async () => {
    const platform = await setUp();
    platform.answer = down;

    for (const call of [platform.verify(first), platform.verify(first)]) {
      const error: unknown = await call.catch((reason: unknown) => reason);
      expect(isFanfareError(error) && !(error instanceof AuthenticationError)).toBe(true);
      expect(error).toMatchObject({ code: 'invalid_response', status: 503, retryable: true });
    }
    expect(platform.fetched()).toBe(1);

    platform.answer = { json: { keys: [first.jwk] } };
    await platform.clock.advance(1_000);
    await expect(platform.verify(first)).resolves.toMatchObject({ consumerId: 'csm_1' });
  });

  it('an unknown key id while the platform is down says nothing about the token', async () => {
    const platform = await setUp();
    await platform.verify(first);
    platform.answer = down;
    await platform.clock.advance(minute);

    await expect(platform.verify(second)).rejects.toMatchObject({ code: 'invalid_response', status: 503 });
    await expect(platform.verify(first)).resolves.toMatchObject({ consumerId: 'csm_1' });
  });

  it.each(['answers', 'is away, for a day'])(
    'a key that was withdrawn is refused though the clock was set back since, where the platform %s',
    async (kind) => {
      const platform = await setUp();
      const present = platform.clock.now();
      platform.clock.set(present + 365 * 24 * hour);
      await platform.verify(first);
      platform.clock.set(present);
      platform.answer = kind === 'answers' ? { json: { keys: [second.jwk] } } : down;

      if (kind !== 'answers') {
        await expect(platform.verify(first)).resolves.toBeDefined();
        platform.clock.set(present + 25 * hour);
        await expect(platform.verify(first)).rejects.toMatchObject({ code: 'invalid_response' });
      } else await expect(platform.verify(first)).rejects.toMatchObject(unknownKey);
    },
  );

  it('a clock that was set back does not stop the fetching', async () => {
    const platform = await setUp();
    await platform.verify(first);
    platform.answer = { json: { keys: [first.jwk, second.jwk] } };

    platform.clock.set(platform.clock.now() - hour);

    await expect(platform.verify(second)).resolves.toMatchObject({ consumerId: 'csm_1' });
  });

  it.each<[string, Reply, string]>([
    ['a redirect', { status: 302, headers: { location: 'https://elsewhere.example/' } }, 'redirect_refused'],
    ['HTML', { text: '<html></html>' }, 'invalid_response'],
    ['another object', { json: { kids: [] } }, 'invalid_response'],
    [
      'a set without a key that can verify',
      { json: { keys: [{ kty: 'oct', k: 'AAAA', kid: 'key-1' }] } },
      'invalid_response',
    ],
    ['more than 256 KiB', { text: `{"keys":[],"x":"${'x'.repeat(262_144)}"}` }, 'invalid_response'],
  ])('are not read from %s', async (_, answer, code) => {
    const platform = await setUp();
    platform.answer = answer;

    await expect(platform.verify(first)).rejects.toMatchObject({ code });
  });

  it('serve on when the platform answers with an empty set', async () => {
    const platform = await setUp();
    await platform.verify(first);
    platform.answer = { json: { keys: [] } };
    await platform.clock.advance(hour);

    await expect(platform.verify(first)).resolves.toMatchObject({ consumerId: 'csm_1' });
    await expect(platform.verify(second)).rejects.toMatchObject({ code: 'invalid_response' });
  });

  it('E1: are not fetched while certificates are not checked, for whoever answers could bring keys of their own', async () => {
    const platform = await setUp();
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');

    await expect(platform.verify(first)).rejects.toThrow(/NODE_TLS_REJECT_UNAUTHORIZED=0/);
    await expect(platform.verify(first)).rejects.toMatchObject({ code: 'invalid_options' });
    expect(platform.fetched()).toBe(0);
  });

  it('are not waited for longer than five seconds, even where fetch minds no signal', async () => {
    const clock = manualClock();
    const call = verifyConsumerToken(makeToken(first, goodHeader(first), goodClaims(clock.now())), {
      jwksUrl: 'https://platform.example/jwks.json',
      organizationId: 'org_1',
      clock,
      fetch: () => new Promise(() => {}),
    }).catch((error: unknown) => error);
    await new Promise((resolve) => setImmediate(resolve));
    await clock.advance(5_000);

    expect(await call).toMatchObject({ code: 'timeout', retryable: true });
  });

  it('are not waited for longer than five seconds', async () => {
    const platform = await setUp();
    platform.answer = { hang: true };

    const call = platform.verify(first).catch((error: unknown) => error);
    await vi.waitFor(() => expect(platform.fetched()).toBe(1));
    await platform.clock.advance(5_000);

    expect(await call).toMatchObject({ code: 'timeout', retryable: true });
  });

  it('nobody at the other end is a network error', async () => {
    const platform = await setUp();
    await servers[0]?.close();

    await expect(platform.verify(first)).rejects.toMatchObject({ code: 'network_error', retryable: true });
  });
});

describe('B10: which keys are read', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 }).publicKey.export({ format: 'jwk' });
  const ec = testKey('ES256', 'ec');

  it.each<[string, unknown]>([
    ['RSA for encryption', { ...rsa, kid: 'key-1', alg: 'RSA-OAEP-256', use: 'enc' }],
    ['RSA for an algorithm that is not taken', { ...rsa, kid: 'key-1', alg: 'PS256', use: 'sig' }],
    ['RSA without an exponent', { ...rsa, kid: 'key-1', e: undefined }],
    ['a symmetric key', { kty: 'oct', k: 'AAAA', kid: 'key-1', alg: 'HS256' }],
    ['a private key', { ...first.jwk, d: 'AAAA' }],
    ['a key for encryption', { ...first.jwk, use: 'enc' }],
    ['a key for signing only', { ...first.jwk, key_ops: ['sign'] }],
    ['a key for another algorithm', { ...first.jwk, alg: 'ES256' }],
    ['a key without an id', { ...first.jwk, kid: undefined }],
    ['half an EC key', { ...ec.jwk, kid: 'key-1', y: undefined }],
    ['a string', 'key-1'],
    ['null', null],
  ])('not: %s', (_, jwk) => {
    const set = readKeySet({ keys: [jwk, second.jwk] });

    expect(set?.has('key-1')).toBe(false);
    expect(set?.find('key-2', 'EdDSA')).toMatchObject({ kid: 'key-2', alg: 'EdDSA' });
  });

  it.each<[string, Record<string, unknown>]>([
    ['1024 bits', generateKeyPairSync('rsa', { modulusLength: 1_024 }).publicKey.export({ format: 'jwk' })],
    [
      '2047 bits',
      { ...rsa, n: Buffer.concat([Buffer.alloc(1, 0x7f), Buffer.alloc(255, 0xff)]).toString('base64url') },
    ],
    [
      '2048 bits with zeros in front',
      { ...rsa, n: Buffer.concat([Buffer.alloc(128), Buffer.alloc(128, 0xff)]).toString('base64url') },
    ],
    ['an exponent of 3', { ...rsa, e: 'Aw' }],
  ])('an RSA key that could be broken is known and verifies nothing: %s', (_, jwk) => {
    const set = readKeySet({ keys: [{ ...jwk, kid: 'key-1' }] });

    expect([set?.isEmpty, set?.isWeak('key-1'), set?.find('key-1', 'RS256')]).toEqual([
      true,
      true,
      undefined,
    ]);
  });

  it('a key that is no point of its curve verifies nothing', async () => {
    const clock = manualClock();
    const call = verifyConsumerToken(makeToken(first, goodHeader(first), goodClaims(clock.now())), {
      jwks: { keys: [{ ...first.jwk, x: 'AAAA' }] },
      organizationId: 'org_1',
      clock,
    });

    await expect(call).rejects.toMatchObject(unknownKey);
  });

  it('a key that does not say its algorithm has the one of its kind', () => {
    const set = readKeySet({ keys: [{ ...ec.jwk, alg: undefined, use: undefined }] });

    expect(set?.find('ec', 'ES256')).toBeDefined();
    expect(set?.find('ec', 'EdDSA')).toBeUndefined();
  });
});

describe('fanfare.tokens.verify', () => {
  const token = (clock: ManualClock): string => makeToken(first, goodHeader(first), goodClaims(clock.now()));

  it('uses the keys of its platform and the organization of the client, and sends no credential', async () => {
    const clock = manualClock();
    const server = await recordingServer(() => ({ json: { keys: [first.jwk] } }));
    servers.push(server);
    const options = { secretKey: 'sk_test_a1b2c3d4e5f6', baseUrl: server.url, bearer: true, clock };

    const good = new FanfareServer({ ...options, organizationId: 'org_1' });
    const other = new FanfareServer({ ...options, organizationId: 'org_2' });
    const none = new FanfareServer(options);

    await expect(good.tokens.verify(token(clock))).resolves.toMatchObject({ sessionChecked: false });
    await expect(other.tokens.verify(token(clock))).rejects.toMatchObject({
      details: { reason: 'organization' },
    });
    await expect(none.tokens.verify(token(clock))).rejects.toThrow(/organizationId/);
    expect(server.received[0]?.target).toBe('/consumer/api/.well-known/jwks.json');
    for (const { headers } of server.received) {
      expect(Object.keys(headers).filter((name) => /auth|signature|key/.test(name))).toEqual([]);
    }
  });

  it('insists on the audience in the profile full only', async () => {
    const clock = manualClock();
    const server = await recordingServer(() => ({ json: { keys: [first.jwk] } }));
    servers.push(server);
    const options = {
      secretKey: 'sk_test_a1b2c3d4e5f6',
      baseUrl: server.url,
      organizationId: 'org_1',
      clock,
    };
    const bare = makeToken(first, goodHeader(first), { ...goodClaims(clock.now()), aud: undefined });

    await expect(new FanfareServer(options).tokens.verify(bare)).rejects.toMatchObject({
      code: 'invalid_token',
    });
    await expect(
      new FanfareServer({ ...options, profile: 'hosted' }).tokens.verify(bare),
    ).resolves.toBeDefined();
  });
});
