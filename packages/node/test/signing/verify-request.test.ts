import { createHash } from 'node:crypto';
import ed25519 from '@fanfare/contract/vectors/request-signatures-ed25519.json' with { type: 'json' };
import vectors from '@fanfare/contract/vectors/request-signatures.json' with { type: 'json' };
import {
  FanfareServer,
  memoryNonceStore,
  Secret,
  verifyRequest,
  type NonceStore,
  type RequestKey,
  type SignedRequest,
  type VerifyRequestOptions,
} from '@fanfare/node';
import fc from 'fast-check';
import { createSigner, httpbis } from 'http-message-signatures';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { nodeCrypto } from '../../src/runtime/node-crypto.js';
import { manualClock } from '../support/manual-clock.js';
import { recordingServer } from '../support/recording-server.js';

interface Wire {
  readonly method: string;
  readonly url: string;
  readonly bodyBase64?: string;
  readonly headers: Readonly<Record<string, string>>;
}

const arrived = ({ method, url, bodyBase64, headers }: Wire): SignedRequest => ({
  method,
  url,
  headers,
  body: bodyBase64 === undefined ? undefined : new Uint8Array(Buffer.from(bodyBase64, 'base64')),
});

/** Verifies with the key of the vectors, for one host at one time, and forgets nonces afterwards. */
function verifierOf(keys: readonly RequestKey[], { now, authority }: { now: number; authority: string }) {
  const options: VerifyRequestOptions = {
    keys,
    authorities: [authority],
    nonces: memoryNonceStore({ clock: manualClock(now * 1_000) }),
    clock: manualClock(now * 1_000),
  };
  return (request: SignedRequest) => verifyRequest(request, options);
}

const suites = [
  { name: 'HMAC', ...vectors, keys: [vectors.secretKey] as readonly RequestKey[] },
  {
    name: 'Ed25519',
    ...ed25519,
    keys: ed25519.keys.slice(0, 1).map(({ publicJwk }) => publicJwk) as readonly RequestKey[],
  },
];

describe.each(suites)('E12: the published vectors of $name', ({ keys, created, signed, refused }) => {
  it.each(signed)('pass: $name', async ({ request, expected }) => {
    const wire = { ...(request as Wire), headers: expected.headers as unknown as Record<string, string> };
    const verify = verifierOf(keys, { now: created + 1, authority: new URL(wire.url).host });

    await expect(verify(arrived(wire))).resolves.toEqual({ keyId: expect.any(String) as string });
  });

  it.each(refused)('are refused as they should be: $name', async ({ request, code, now, authority }) => {
    const verify = verifierOf(keys, { now, authority });

    await expect(verify(arrived(request as unknown as Wire))).rejects.toMatchObject({
      name: 'AuthenticationError',
      code,
      status: 401,
    });
  });

  it.each(refused)(
    'are refused without the crypto of Node, too: $name',
    async ({ request, code, now, authority }) => {
      vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined);
      expect(nodeCrypto()).toBeUndefined();
      const fresh = keys.map((key) => (typeof key === 'string' ? new Secret(key) : key));

      await expect(
        verifierOf(fresh, { now, authority })(arrived(request as unknown as Wire)),
      ).rejects.toMatchObject({ code });
    },
  );
});

const secretKey = 'sk_test_a1b2c3d4e5f6';
const answer = { id: 'csm_1', organizationId: 'org_1' };

/** What a client of this SDK really sends, caught on its way. */
async function caught(run: (fanfare: FanfareServer) => Promise<unknown>): Promise<SignedRequest> {
  const server = await recordingServer(() => ({ json: answer }));
  onTestFinished(() => server.close());
  await run(new FanfareServer({ secretKey, baseUrl: server.url, maxRetries: 0 })).catch(() => undefined);
  const [first] = server.received;
  if (first === undefined) throw new Error('Nothing was sent.');
  const headers = Object.fromEntries(
    Object.entries(first.headers).map(([name, value]) => [name, String(value)]),
  );
  return {
    method: first.method,
    url: `${server.url}${first.target}`,
    headers,
    body: new Uint8Array(first.body),
  };
}

const optionsFor = ({ url }: SignedRequest): VerifyRequestOptions => ({
  keys: [secretKey],
  authorities: [new URL(url).host],
  nonces: memoryNonceStore(),
});

describe('E12: what a FanfareServer sends', () => {
  it.each<[string, (fanfare: FanfareServer) => Promise<unknown>]>([
    ['reading', (fanfare) => fanfare.consumers.get('csm_1')],
    ['writing', (fanfare) => fanfare.admin.queues.update('que_1', { admitRate: 5 })],
    ['asking without a body', (fanfare) => fanfare.admin.consumers.sessions.revokeAll('csm_1')],
  ])('is verified, once: %s', async (_, run) => {
    const request = await caught(run);
    const options = optionsFor(request);

    await expect(verifyRequest(request, options)).resolves.toMatchObject({
      keyId: expect.any(String) as string,
    });
    await expect(verifyRequest(request, options)).rejects.toMatchObject({ code: 'nonce_reused' });
  });

  it('takes headers as a Request has them, and finds the key among several', async () => {
    const request = await caught((fanfare) => fanfare.admin.queues.update('que_1', { admitRate: 5 }));
    const headers = new Headers(request.headers as Record<string, string>);
    const keys = ['sk_test_f6e5d4c3b2a1', ed25519.keys[0]?.publicJwk ?? {}, new Secret(secretKey)];

    await expect(
      verifyRequest({ ...request, headers }, { ...optionsFor(request), keys }),
    ).resolves.toBeDefined();
  });

  it('is refused wherever it was changed on its way', async () => {
    const request = await caught((fanfare) => fanfare.admin.queues.update('que_1', { admitRate: 5 }));
    const { url, method, headers, body = new Uint8Array() } = request;
    const fields = headers as Record<string, string>;
    const covered = ['content-type', 'content-digest', 'idempotency-key', 'signature', 'signature-input'];
    const flip = (text: string, at: number): string =>
      text.slice(0, at) + (text[at] === 'x' ? 'y' : 'x') + text.slice(at + 1);
    const changes = fc.oneof(
      fc
        .constantFrom('PUT', 'POST', 'GET')
        .filter((other) => other !== method)
        .map((other) => ({ ...request, method: other })),
      fc.nat(body.byteLength - 1).map((at) => ({ ...request, body: body.with(at, (body[at] ?? 0) ^ 1) })),
      fc.constantFrom('/', '?a=1', '/../x').map((more) => ({ ...request, url: String(url) + more })),
      fc.constantFrom(...covered).chain((name) =>
        fc.nat((fields[name] ?? '').length - 1).map((at) => ({
          ...request,
          headers: { ...fields, [name]: flip(fields[name] ?? '', at) },
        })),
      ),
      fc.constantFrom(...covered).map((name) => {
        const { [name]: _, ...rest } = fields;
        return { ...request, headers: rest };
      }),
    );
    await fc.assert(
      fc.asyncProperty(changes, async (changed) => {
        await expect(verifyRequest(changed, optionsFor(request))).rejects.toMatchObject({ status: 401 });
      }),
      { numRuns: 300 },
    );
  });

  it('uses up no nonce where the signature is not good', async () => {
    const request = await caught((fanfare) => fanfare.admin.queues.update('que_1', { admitRate: 5 }));
    const claim = vi.fn<NonceStore['claim']>(() => true);
    const options = { ...optionsFor(request), nonces: { claim } };

    await verifyRequest({ ...request, url: `${String(request.url)}/x` }, options).catch(() => undefined);
    expect(claim).not.toHaveBeenCalled();
    await verifyRequest(request, options);
    expect(claim).toHaveBeenCalledTimes(1);
  });
});

describe('E12: what an independent implementation signs', () => {
  const {
    macKeyHex,
    keyId,
    secretKey: known,
  } = vectors.keys[0] ?? { macKeyHex: '', keyId: '', secretKey: '' };

  it.each([
    ['a body', 'POST', '{"a":1}'],
    ['none', 'GET', undefined],
  ])('is verified, beside the signature of a proxy: with %s', async (_, method, body) => {
    const now = Math.floor(Date.now() / 1_000);
    const url = 'https://orders.shop.example/orders?b=2&a=%20';
    const digest = createHash('sha256')
      .update(body ?? '')
      .digest('base64');
    const fields = ['@method', '@authority', '@path', '@query'];
    const message = await httpbis.signMessage(
      {
        key: {
          id: keyId,
          alg: 'hmac-sha256',
          sign: createSigner(Buffer.from(macKeyHex, 'hex'), 'hmac-sha256').sign,
        },
        name: 'fanfare',
        fields:
          body === undefined ? fields : [...fields, 'content-digest', 'content-type', 'idempotency-key'],
        params: ['created', 'expires', 'nonce', 'keyid', 'alg', 'tag'],
        paramValues: {
          created: new Date(now * 1_000),
          expires: new Date((now + 60) * 1_000),
          nonce: 'AAECAwQFBgcICQoLDA0ODw',
          tag: 'fanfare-v1',
        },
      },
      {
        method,
        url,
        headers: {
          host: 'orders.shop.example',
          ...(body !== undefined && {
            'content-type': 'application/json',
            'content-digest': `sha-256=:${digest}:`,
            'idempotency-key': 'order-4711-of-the-till',
          }),
        },
      },
    );
    const headers = Object.fromEntries(
      Object.entries(message.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
    );
    headers['signature-input'] =
      `proxy=("@query-param";name="b" "via";sf);created=1, ${headers['signature-input']}`;
    headers['signature'] = `proxy=:AAAA:, ${headers['signature']}`;
    const bytes = body === undefined ? undefined : new TextEncoder().encode(body);

    await expect(
      verifyRequest(
        { method, url, headers, body: bytes },
        { keys: [known], authorities: ['orders.shop.example'], nonces: memoryNonceStore() },
      ),
    ).resolves.toEqual({ keyId });
  });
});

describe('E12: verifyRequest', () => {
  const request = { method: 'GET', url: 'https://orders.shop.example/', headers: {} };
  const good = { keys: [secretKey], authorities: ['orders.shop.example'], nonces: memoryNonceStore() };

  it.each<[string, object, RegExp]>([
    ['no keys', { keys: [] }, /needs keys/],
    ['a short key', { keys: ['sk_'] }, /has 16 characters at least/],
    ['a key of another kind', { keys: [{ kty: 'RSA' }] }, /must be an Ed25519 key/],
    ['a key that is none', { keys: [{ kty: 'OKP', crv: 'Ed25519', x: 'AAAA' }] }, /not an Ed25519 key/],
    ['no hosts', { authorities: [] }, /needs authorities/],
    ['no store', { nonces: undefined }, /nonces must have the methods claim/],
    ['another option', { secrets: [] }, /no option "secrets"/],
  ])('is not set up with %s', async (_, more, message) => {
    await expect(verifyRequest(request, { ...good, ...more })).rejects.toThrow(message);
  });

  it('reads any headers without an error of its own, and soon', async () => {
    const part = fc.constantFrom(
      'fanfare',
      '=',
      '(',
      ')',
      '"',
      '"@method"',
      ';',
      'created=1',
      ':',
      ',',
      ' ',
      '\\',
      'AA==',
      'a',
    );
    const header = fc.array(part, { maxLength: 60 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(header, header, async (input, signature) => {
        const headers = { 'signature-input': input, signature };
        await expect(verifyRequest({ ...request, headers }, good)).rejects.toMatchObject({ status: 401 });
      }),
      { numRuns: 500 },
    );
    const long = { 'signature-input': `fanfare=(${'"a" '.repeat(100_000)})`, signature: 'fanfare=:AA==:' };
    await expect(verifyRequest({ ...request, headers: long }, good)).rejects.toMatchObject({
      code: 'signature_malformed',
    });
  });
});

describe('E12: nonces in memory', () => {
  it('are remembered for as long as they matter, and forgotten afterwards', () => {
    const clock = manualClock();
    const nonces = memoryNonceStore({ clock });
    expect(nonces.claim('a', clock.now() + 1_000)).toBe(true);
    expect(nonces.claim('a', clock.now() + 1_000)).toBe(false);
    clock.set(clock.now() + 1_001);
    expect(nonces.claim('a', clock.now() + 1_000)).toBe(true);
  });
});
