import { createHash, createPrivateKey, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { compactDecrypt } from 'jose';
import { describe, expect, it } from 'vitest';
import type { EncryptionKeys } from '@fanfare/contract';
import vectors from '@fanfare/contract/vectors/encrypted-fields.json' with { type: 'json' };
import { encryptFields, type EncryptFieldsOptions } from '@fanfare/node/encryption';

const keys = { keys: [vectors.publicJwk] } as EncryptionKeys;
const privateKey = createPrivateKey(vectors.privateKeyPem);

/** Opens what was encrypted, with a library that shares nothing with the SDK. */
async function open(jwe: unknown): Promise<{ readonly header: object; readonly value: unknown }> {
  const algorithms = { keyManagementAlgorithms: ['RSA-OAEP-256'], contentEncryptionAlgorithms: ['A256GCM'] };
  const { plaintext, protectedHeader } = await compactDecrypt(String(jwe), privateKey, algorithms);
  return { header: protectedHeader, value: JSON.parse(new TextDecoder().decode(plaintext)) as unknown };
}

describe('E7: the published vectors', () => {
  it.each(vectors.opened)('are opened by somebody else: $name', async ({ jwe, json, field }) => {
    await expect(open(jwe)).resolves.toMatchObject({ header: { field }, value: JSON.parse(json) as unknown });
  });

  it.each(vectors.opened)(
    'are opened with one hash for OAEP and MGF1, as WebCrypto has it: $name',
    async ({ jwe, json }) => {
      const [head = '', wrapped = '', iv = '', content = '', tag = ''] = jwe.split('.');
      const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'base64url'));
      const der = privateKey.export({ format: 'der', type: 'pkcs8' });
      const oaep = { name: 'RSA-OAEP', hash: 'SHA-256' };
      const key = await crypto.subtle.importKey('pkcs8', der, oaep, false, ['decrypt']);
      const raw = await crypto.subtle.decrypt(oaep, key, bytes(wrapped));
      const contentKey = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt']);
      const gcm = { name: 'AES-GCM', iv: bytes(iv), additionalData: new TextEncoder().encode(head) };
      const sealed = Buffer.concat([bytes(content), bytes(tag)]);
      const opened = await crypto.subtle.decrypt(gcm, contentKey, sealed);

      expect(new TextDecoder().decode(opened)).toBe(json);
    },
  );
});

describe('E7: encryptFields', () => {
  it('encrypts what the contract tags, wherever it stands, and leaves the rest and its argument alone', async () => {
    const body = {
      source: 'web',
      email: 'ada@example.com',
      consumer: { fullName: 'Ada', locale: 'en', metadata: { size: 42 } },
      members: [{ email: 'grace@example.com', note: null }],
      phone: undefined,
    };
    const before = structuredClone(body);

    const sent = await encryptFields(body, { keys });

    expect(body).toEqual(before);
    expect(sent).toMatchObject({ source: 'web', consumer: { locale: 'en' }, members: [{ note: null }] });
    expect(JSON.stringify(sent)).not.toMatch(/ada@|"Ada|grace@|size/);
    const { consumer, members } = sent as typeof body; // texts at the places of what was encrypted
    const fields = [sent.email, consumer.fullName, consumer.metadata, members[0]?.email];
    expect(await Promise.all(fields.map(open))).toEqual([
      {
        header: expect.objectContaining({ field: 'email', kid: vectors.publicJwk.kid }) as object,
        value: 'ada@example.com',
      },
      { header: expect.objectContaining({ field: 'consumer.fullName' }) as object, value: 'Ada' },
      { header: expect.objectContaining({ field: 'consumer.metadata' }) as object, value: { size: 42 } },
      { header: expect.objectContaining({ field: 'members.0.email' }) as object, value: 'grace@example.com' },
    ]);
  });

  it('opens to what went in, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 3 }), async (note: unknown) => {
        fc.pre(note !== null);
        const [first, second] = await Promise.all([
          encryptFields({ note }, { keys }),
          encryptFields({ note }, { keys }),
        ]);

        expect(first.note).not.toBe(second.note);
        expect(JSON.stringify((await open(first.note)).value)).toBe(JSON.stringify(note));
      }),
      { numRuns: 30 },
    );
  });

  it('encrypts the named fields alone, and tells where one is not there', async () => {
    const body = { id: 'x', email: 'ada@example.com', profile: { shoe: 42 } };

    const sent = await encryptFields(body, { keys, fields: ['profile.shoe'] });

    expect(sent.email).toBe('ada@example.com');
    expect((await open((sent as typeof body).profile.shoe)).value).toBe(42);
    await expect(encryptFields(body, { keys, fields: ['profile.sheo'] })).rejects.toMatchObject({
      code: 'invalid_options',
      message: expect.stringContaining('profile.sheo') as string,
    });
  });

  it('asks for the keys once, and only where there is something to encrypt', async () => {
    let asked = 0;
    const ask = async () => ((asked += 1), keys);

    await encryptFields({ source: 'web' }, { keys: ask });
    expect(asked).toBe(0);
    await encryptFields({ email: 'a@example.com', phone: '+15550100' }, { keys: ask });
    expect(asked).toBe(1);
  });

  const small = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' });
  it.each([
    ['no set', undefined],
    ['an empty set', { keys: [] }],
    ['a key for signatures', { keys: [{ ...vectors.publicJwk, use: 'sig' }] }],
    ['a key with SHA-1', { keys: [{ ...vectors.publicJwk, alg: 'RSA-OAEP' }] }],
    ['a key without id', { keys: [{ ...vectors.publicJwk, kid: undefined }] }],
    ['a short key', { keys: [{ ...vectors.publicJwk, ...small }] }],
    ['a broken key', { keys: [{ ...vectors.publicJwk, n: '!' }] }],
  ])('uses no key of %s', async (_, given) => {
    const options = { keys: given } as unknown as EncryptFieldsOptions; // wrong on purpose

    await expect(encryptFields({ email: 'ada@example.com' }, options)).rejects.toMatchObject({
      code: 'invalid_options',
    });
  });

  it('names the field that cannot be written, and not what is in it', async () => {
    const note: Record<string, unknown> = { text: 'ada' };
    note['self'] = note;

    const failure = await encryptFields({ note }, { keys }).catch((error: unknown) => error);

    expect(failure).toMatchObject({ code: 'invalid_request' });
    expect(String(failure)).toMatch(/note/);
    expect(String(failure)).not.toMatch(/ada|self/);
  });

  it('has a key id that anybody can compute (RFC 7638)', () => {
    const { e, n } = vectors.publicJwk;
    const text = JSON.stringify({ e, kty: 'RSA', n });

    expect(createHash('sha256').update(text).digest('base64url')).toBe(vectors.publicJwk.kid);
  });
});
