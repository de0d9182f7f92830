import {
  constants,
  createCipheriv,
  createPublicKey,
  publicEncrypt,
  randomBytes,
  type JsonWebKey,
} from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { fieldEncryption, limits } from '@fanfare/contract';
import { describe, expect, it } from 'vitest';
import { createFieldKeys } from '../src/encryption/encryption-keys.js';
import { openFields } from '../src/encryption/open-fields.js';

const keys = createFieldKeys();
const [jwk] = keys.jwks().keys;
const publicKey = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });

interface Forgery {
  readonly header?: object;
  readonly ivBytes?: number;
  readonly keyBytes?: number;
  readonly content?: Buffer;
  readonly oaepHash?: string;
}

/** Encrypts as the specification says, apart from what is asked for. */
function forge({ header = {}, ivBytes = 12, keyBytes = 32, content, oaepHash = 'sha256' }: Forgery): string {
  const { type: typ, algorithm: alg, encryption: enc } = fieldEncryption;
  const head = Buffer.from(
    JSON.stringify({ alg, enc, kid: jwk?.kid, typ, field: 'email', ...header }),
  ).toString('base64url');
  const contentKey = randomBytes(keyBytes);
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(keyBytes === 32 ? 'aes-256-gcm' : 'aes-128-gcm', contentKey, iv);
  cipher.setAAD(Buffer.from(head));
  const sealed = Buffer.concat([cipher.update(content ?? Buffer.from('"ada@example.com"')), cipher.final()]);
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  const wrapped = publicEncrypt({ key: publicKey, padding, oaepHash }, contentKey);
  return [head, ...[wrapped, iv, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join(
    '.',
  );
}

const open = (email: string) => openFields({ email }, (kid) => keys.find(kid));
const nested = (levels: number) => Buffer.from('['.repeat(levels) + ']'.repeat(levels));

describe('E7: a field that was tampered with', () => {
  it('is opened where it is as it should be', () => {
    expect(open(forge({}))).toEqual({ email: 'ada@example.com' });
  });

  it.each<readonly [string, Forgery]>([
    ['is compressed', { header: { zip: 'DEF' }, content: deflateRawSync(Buffer.from('"a"')) }],
    ['says that it is compressed', { header: { zip: 'DEF' } }],
    ['asks for what nobody knows', { header: { crit: ['exp'], exp: 1 } }],
    ['brings a key of its own', { header: { jwk: { kty: 'RSA' } } }],
    ['has another nonce than 96 bits', { ivBytes: 16 }],
    ['has a shorter content key', { keyBytes: 16 }],
    ['is wrapped with SHA-1', { oaepHash: 'sha1' }],
    ['says another algorithm', { header: { alg: 'RSA-OAEP' } }],
    ['says PKCS #1 v1.5', { header: { alg: 'RSA1_5' } }],
    ['says that its key is given', { header: { alg: 'dir' } }],
    ['says another encryption', { header: { enc: 'A128GCM' } }],
    ['was moved from another field', { header: { field: 'phone' } }],
    ['is no JSON', { content: Buffer.from('ada') }],
    ['is no UTF-8', { content: Buffer.from([0x22, 0xff, 0x22]) }],
    ['is deeper than a body may be', { content: nested(limits.jsonDepth + 1) }],
    ['is deep enough to break who walks through it', { content: nested(100_000) }],
  ])('is refused where it %s', (_, forgery) => {
    expect(() => open(forge(forgery))).toThrow(expect.objectContaining({ code: 'decryption_failed' }));
  });

  it('counts the levels around it', () => {
    const inner = forge({ header: { field: 'a.b.email' }, content: nested(limits.jsonDepth - 1) });

    expect(() => openFields({ a: { b: { email: inner } } }, (kid) => keys.find(kid))).toThrow(
      expect.objectContaining({ code: 'decryption_failed' }),
    );
  });

  it.each([['unknown'], ['__proto__'], [undefined], [{ kid: 1 }]])('has no key %j', (kid) => {
    expect(() => open(forge({ header: { kid } }))).toThrow(
      expect.objectContaining({ code: 'encryption_key_unknown' }),
    );
  });

  it('reaches no prototype', () => {
    const content = Buffer.from('{"__proto__":{"isAdmin":true}}');
    const opened = openFields(JSON.parse('{"__proto__":{"isAdmin":true},"email":1}'), (kid) =>
      keys.find(kid),
    );

    expect((opened as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    expect((open(forge({ content })) as { email: { isAdmin?: boolean } }).email.isAdmin).toBeUndefined();
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });
});
