import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import vectors from '@fanfare/contract/vectors/request-signatures.json' with { type: 'json' };
import { Secret } from '../../src/secret.js';
import { signRequest } from '../../src/signing/sign-request.js';
import { signingKey } from '../../src/signing/signing-key.js';

interface Signed {
  readonly method: string;
  readonly url: string;
  readonly bodyBase64?: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

const key = await signingKey(new Secret(vectors.secretKey));

describe('E12: request signatures against vectors made without our code', () => {
  it.each(vectors.keys)('derives MAC key and key id: $secretKey', async ({ secretKey, macKeyHex, keyId }) => {
    const derived = await signingKey(new Secret(secretKey));

    const expected = createHmac('sha256', Buffer.from(macKeyHex, 'hex')).update('anything').digest('base64');
    expect(derived.keyId).toBe(keyId);
    expect(derived.sign('anything')).toBe(expected);
  });

  it.each(vectors.signed)('signs: $name', async ({ request, expected }) => {
    const { method, url, bodyBase64, headers } = request as Signed;
    const fields = headers as Record<string, string>;

    const added = await signRequest(
      {
        method,
        url: new URL(url),
        headers: fields,
        body: bodyBase64 === undefined ? undefined : Buffer.from(bodyBase64, 'base64'),
      },
      { key, created: vectors.created, nonce: vectors.nonce },
    );

    expect({ ...fields, ...added }).toEqual(expected.headers);
  });

  it('derives the keys of a secret once', () => {
    const secret = new Secret(vectors.secretKey);

    expect(signingKey(secret)).toBe(signingKey(secret));
  });

  it('takes a body of no bytes for none', async () => {
    const request = {
      method: 'POST',
      url: new URL('https://a.example/'),
      headers: { 'idempotency-key': 'k' },
    };
    const options = { key, created: 1, nonce: 'n' };

    expect(await signRequest({ ...request, body: new Uint8Array() }, options)).toEqual(
      await signRequest({ ...request, body: undefined }, options),
    );
  });

  it('refuses to sign an unsafe request without an idempotency key', async () => {
    const request = { method: 'DELETE', url: new URL('https://a.example/'), headers: {}, body: undefined };

    await expect(signRequest(request, { key, created: 1, nonce: 'n' })).rejects.toThrow(/idempotency-key/);
  });
});
