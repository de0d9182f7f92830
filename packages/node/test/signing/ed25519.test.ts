import { createPrivateKey, generateKeyPairSync, KeyObject } from 'node:crypto';
import { inspect } from 'node:util';
import { serialize } from 'node:v8';
import { FanfareServer, type Ed25519SigningKey, type FanfareServerOptions } from '@fanfare/node';
import vectors from '@fanfare/contract/vectors/request-signatures-ed25519.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { createEd25519Source } from '../../src/credentials/ed25519-source.js';
import { resolveOptions } from '../../src/options.js';
import { signatureBase } from '../../src/signing/signature-base.js';
import { signRequest } from '../../src/signing/sign-request.js';
import { refusalOf } from '../support/refusal-of.js';

const [{ privateKeyPem, keyId }] = vectors.keys as [(typeof vectors.keys)[number]]; // there are two
const baseUrl = 'https://fanfare.example';

interface Signed {
  readonly method: string;
  readonly url: string;
  readonly bodyBase64?: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The same private key in each form that is taken. */
const forms: [string, Ed25519SigningKey['privateKey']][] = [
  ['PEM', privateKeyPem],
  ['a JWK', createPrivateKey(privateKeyPem).export({ format: 'jwk' })],
  ['a KeyObject', createPrivateKey(privateKeyPem)],
];

describe('E12: requests signed with Ed25519, against vectors made without our code', () => {
  it.each(vectors.signed)('signs: $name', async ({ request, expected }) => {
    const { method, url, bodyBase64, headers } = request as Signed;
    const key = await createEd25519Source({ privateKey: privateKeyPem }).read();

    const added = await signRequest(
      {
        method,
        url: new URL(url),
        headers,
        body: bodyBase64 === undefined ? undefined : Buffer.from(bodyBase64, 'base64'),
      },
      { key, created: vectors.created, nonce: vectors.nonce },
    );

    expect({ ...headers, ...added }).toEqual(expected.headers);
  });

  it.each(forms)('takes the private key as %s, and calls it by its thumbprint', async (_, privateKey) => {
    const key = await createEd25519Source({ privateKey }).read();

    expect([key.keyId, key.algorithm]).toEqual([keyId, 'ed25519']);
    expect(key.sign('anything')).toBe(
      (await createEd25519Source({ privateKey: privateKeyPem }).read()).sign('anything'),
    );
  });

  it('calls the key as it is told to', async () => {
    const key = await createEd25519Source({ privateKey: privateKeyPem, keyId: 'mine' }).read();

    expect(key.keyId).toBe('mine');
  });
});

describe('E12: RFC 9421 Appendix B.2.6', () => {
  const privateKey = `-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF
-----END PRIVATE KEY-----`;

  it('yields the signature that is printed there', async () => {
    const key = await createEd25519Source({ privateKey, keyId: 'test-key-ed25519' }).read();
    const { base, parameters } = signatureBase(
      {
        method: 'POST',
        url: new URL('https://example.com/foo?param=Value&Pet=dog'),
        headers: {
          date: 'Tue, 20 Apr 2021 02:07:55 GMT',
          'content-type': 'application/json',
          'content-length': '18',
        },
      },
      {
        components: ['date', '@method', '@path', '@authority', 'content-type', 'content-length'],
        parameters: [
          ['created', 1618884473],
          ['keyid', key.keyId],
        ],
      },
    );

    expect(parameters).toBe(
      '("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"',
    );
    expect(key.sign(base)).toBe(
      'wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==',
    );
  });
});

describe('a signing key that is wrong', () => {
  const secretKey = 'sk_test_a1b2c3d4e5f6';
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const { publicKey } = generateKeyPairSync('ed25519');
  const signingKey = { privateKey: privateKeyPem };

  it.each<[string, unknown, RegExp]>([
    ['no key', { signingKey: {} }, /privateKey must be an Ed25519 private key .* not undefined/],
    [
      'a string',
      { signingKey: privateKeyPem },
      /signingKey must be an object with a privateKey, not a string/,
    ],
    ['an RSA key', { signingKey: { privateKey: rsa } }, /not another key \(private\)/],
    ['a public key', { signingKey: { privateKey: publicKey } }, /not another key \(public\)/],
    [
      'a JWK without its private part',
      { signingKey: { privateKey: vectors.keys[0]?.publicJwk } },
      /not an object/,
    ],
    ['half a PEM', { signingKey: { privateKey: privateKeyPem.slice(0, 60) } }, /not a string/],
    ['an unknown part', { signingKey: { ...signingKey, kid: 'x' } }, /kid/],
    [
      'a keyId that is none',
      { signingKey: { ...signingKey, keyId: 7 } },
      /signingKey\.keyId must be a string/,
    ],
    ['a secret key too', { signingKey, secretKey }, /secretKey or signingKey, not both/],
    ['a platform that wants the secret', { signingKey, baseUrl: undefined }, /has no secret to send/],
    ['bearer', { signingKey, bearer: true }, /has no secret to send/],
  ])('%s', (_, options, message) => {
    const refusal = refusalOf(() => new FanfareServer({ baseUrl, ...(options as FanfareServerOptions) }));

    expect(refusal).toMatchObject({ code: 'invalid_options', message: expect.stringMatching(message) });
    expect(inspect(refusal, { depth: null })).not.toContain(privateKeyPem.slice(40, 80));
  });
});

describe('K10: a signing key is printed by nothing', () => {
  const { d = '' } = createPrivateKey(privateKeyPem).export({ format: 'jwk' });
  const hex = Buffer.from(d, 'base64url').toString('hex');

  it.each(forms)('given as %s', (_, privateKey) => {
    const options = { signingKey: { privateKey }, baseUrl };
    for (const value of [new FanfareServer(options), resolveOptions(options).credentials]) {
      const printed = [
        inspect(value, { depth: null, showHidden: true, getters: true }),
        JSON.stringify(value),
        attempt(() => serialize(value).toString('latin1')),
      ].join();
      for (const secret of [d, hex, privateKeyPem.slice(40, 80)]) expect(printed).not.toContain(secret);
    }
  });

  it('the check itself would see one', () => {
    expect(inspect({ privateKey: privateKeyPem })).toContain(privateKeyPem.slice(40, 80));
    expect(createPrivateKey(privateKeyPem)).toBeInstanceOf(KeyObject);
  });
});

function attempt(print: () => string): string {
  try {
    return print();
  } catch (error) {
    return inspect(error, { depth: null });
  }
}
