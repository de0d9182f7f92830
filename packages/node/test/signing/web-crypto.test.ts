import { generateKeyPairSync } from 'node:crypto';
import vectors from '@fanfare/contract/vectors/request-signatures.json' with { type: 'json' };
import ed25519 from '@fanfare/contract/vectors/request-signatures-ed25519.json' with { type: 'json' };
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEd25519Source } from '../../src/credentials/ed25519-source.js';
import { proveKey } from '../../src/credentials/prove-key.js';
import { nodeCrypto } from '../../src/runtime/node-crypto.js';
import { Secret } from '../../src/secret.js';
import { signRequest } from '../../src/signing/sign-request.js';
import { signingKey, type SigningKey } from '../../src/signing/signing-key.js';

interface Signed {
  readonly method: string;
  readonly url: string;
  readonly bodyBase64?: string;
  readonly headers: Readonly<Record<string, string>>;
}

// As on a worker at the edge: there is no process to ask for modules of Node.
beforeEach(() => vi.stubGlobal('process', undefined));
afterEach(() => vi.unstubAllGlobals());

const [{ privateKeyPem, keyId }] = ed25519.keys as [(typeof ed25519.keys)[number]]; // there are two
const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });

async function added(request: Signed, options: { key: SigningKey; created: number; nonce: string }) {
  const { method, url, bodyBase64, headers } = request;
  const body = bodyBase64 === undefined ? undefined : Buffer.from(bodyBase64, 'base64');
  return { ...headers, ...(await signRequest({ method, url: new URL(url), headers, body }, options)) };
}

describe('O3: without the crypto of Node, requests are signed by WebCrypto as the vectors say', () => {
  it('has none', () => {
    expect(nodeCrypto()).toBeUndefined();
  });

  it.each(vectors.signed)('HMAC: $name', async ({ request, expected }) => {
    const key = await signingKey(new Secret(vectors.secretKey));

    const { created, nonce } = vectors;
    expect(await added(request as Signed, { key, created, nonce })).toEqual(expected.headers);
  });

  it.each(ed25519.signed)('Ed25519: $name', async ({ request, expected }) => {
    const key = await createEd25519Source({ privateKey: privateKeyPem }).read();

    const { created, nonce } = ed25519;
    expect(await added(request as Signed, { key, created, nonce })).toEqual(expected.headers);
  });

  it.each(vectors.keys)('derives the key id: $secretKey', async ({ secretKey, keyId: expected }) => {
    expect((await signingKey(new Secret(secretKey))).keyId).toBe(expected);
  });

  it('calls a key by its thumbprint, or as it is told to', async () => {
    expect((await createEd25519Source({ privateKey: privateKeyPem }).read()).keyId).toBe(keyId);
    expect((await createEd25519Source({ privateKey: { ...jwk }, keyId: 'mine' }).read()).keyId).toBe('mine');
  });

  it.each<[string, unknown]>([
    ['half a PEM', privateKeyPem.slice(0, 60)],
    ['a PEM of nothing', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----'],
    ['a JWK without its private part', { ...jwk, d: undefined }],
    ['a JWK of another curve', { ...jwk, crv: 'X25519' }],
    ['a JWK that is cut off', { ...jwk, d: 'AAAA' }],
  ])('refuses %s, and quotes nothing of it', async (_, privateKey) => {
    const reading = createEd25519Source({ privateKey: privateKey as string }).read();

    await expect(reading).rejects.toMatchObject({
      code: 'invalid_options',
      message: expect.stringContaining('signingKey.privateKey must be an Ed25519 private key'),
    });
    await expect(reading).rejects.not.toMatchObject({ cause: expect.anything() });
  });

  it('says what to do where a function cannot wait for WebCrypto', () => {
    const options = { privateKey: privateKeyPem, organizationId: 'org_1' as never, mode: 'test' as const };

    expect(() => proveKey(options)).toThrow(/proveKey answers without waiting.*nodejs_compat/);
  });
});
