/**
 * Encrypted fields as compact JWE (RFC 7516). Node's own OAEP draws its seed itself; here it is written out (RFC 8017
 * §7.1.1) over raw RSA, so that the same vectors come out every time, and one with another hash for MGF1 can be made.
 */
import {
  constants,
  createCipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  publicEncrypt,
} from 'node:crypto';
import { vectorRsaKey } from './vector-rsa-key.mjs';

const utf8 = (text) => Buffer.from(text, 'utf8');
const digest = (hash, ...parts) => createHash(hash).update(Buffer.concat(parts)).digest();
const bytesFrom = (label, length) =>
  digest('sha512', utf8(`fanfare vectors only ${label}`)).subarray(0, length);
const xor = (a, b) => Buffer.from(a.map((byte, index) => byte ^ b[index]));

function mask(seed, { length, hash }) {
  const blocks = [];
  for (let counter = 0; Buffer.concat(blocks).length < length; counter += 1) {
    const number = Buffer.alloc(4);
    number.writeUInt32BE(counter);
    blocks.push(digest(hash, seed, number));
  }
  return Buffer.concat(blocks).subarray(0, length);
}

function wrap(contentKey, { publicKey, seed, maskHash }) {
  const size = 256;
  const zeros = Buffer.alloc(size - contentKey.length - 2 * 32 - 2);
  const block = Buffer.concat([digest('sha256', Buffer.alloc(0)), zeros, Buffer.from([1]), contentKey]);
  const maskedBlock = xor(block, mask(seed, { length: block.length, hash: maskHash }));
  const maskedSeed = xor(seed, mask(maskedBlock, { length: 32, hash: maskHash }));
  const padded = Buffer.concat([Buffer.from([0]), maskedSeed, maskedBlock]);
  return publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, padded);
}

const privateKey = createPrivateKey(vectorRsaKey);
const publicKey = createPublicKey(privateKey);
const { e, n } = publicKey.export({ format: 'jwk' });
const kid = digest('sha256', utf8(JSON.stringify({ e, kty: 'RSA', n }))).toString('base64url');
const publicJwk = { kty: 'RSA', kid, alg: 'RSA-OAEP-256', use: 'enc', n, e };

function jwe({ name, field, json, header = {}, maskHash = 'sha256' }) {
  const members = { alg: 'RSA-OAEP-256', enc: 'A256GCM', kid, typ: 'fanfare-field+jwe', field, ...header };
  const head = utf8(JSON.stringify(members)).toString('base64url');
  const contentKey = bytesFrom(`key ${name}`, 32);
  const iv = bytesFrom(`iv ${name}`, 12);
  const cipher = createCipheriv('aes-256-gcm', contentKey, iv).setAAD(utf8(head));
  const content = Buffer.concat([cipher.update(utf8(json)), cipher.final()]);
  const wrapped = wrap(contentKey, { publicKey, seed: bytesFrom(`seed ${name}`, 32), maskHash });
  return [
    head,
    ...[wrapped, iv, content, cipher.getAuthTag()].map((part) => part.toString('base64url')),
  ].join('.');
}

const opened = [
  { name: 'a text', field: 'email', json: '"ada@example.com"' },
  { name: 'a text beyond ASCII, deeper in the body', field: 'consumer.fullName', json: '"Ada Löwenstein 🎟"' },
  { name: 'a long text', field: 'note', json: JSON.stringify('fanfare '.repeat(200)) },
  { name: 'an object', field: 'metadata', json: '{"shoe":42,"tags":["a","b"]}' },
  { name: 'an entry of a list', field: 'members.0.email', json: '"grace@example.com"' },
];
const email = opened[0];
const flip = (text, part) => {
  const parts = text.split('.');
  const bytes = Buffer.from(parts[part], 'base64url');
  bytes[0] ^= 1;
  parts[part] = bytes.toString('base64url');
  return parts.join('.');
};
const refused = [
  { name: 'SHA-1 for MGF1', jwe: jwe({ ...email, maskHash: 'sha1' }), code: 'decryption_failed' },
  { name: 'an unknown key', jwe: jwe({ ...email, header: { kid: 'gone' } }), code: 'encryption_key_unknown' },
  {
    name: 'another algorithm',
    jwe: jwe({ ...email, header: { alg: 'RSA-OAEP' } }),
    code: 'decryption_failed',
  },
  {
    name: 'another encryption',
    jwe: jwe({ ...email, header: { enc: 'A128GCM' } }),
    code: 'decryption_failed',
  },
  { name: 'the text of another field', jwe: jwe({ ...email, field: 'phone' }), code: 'decryption_failed' },
  { name: 'a changed key', jwe: flip(jwe(email), 1), code: 'decryption_failed' },
  { name: 'a changed nonce', jwe: flip(jwe(email), 2), code: 'decryption_failed' },
  { name: 'a changed text', jwe: flip(jwe(email), 3), code: 'decryption_failed' },
  { name: 'a changed tag', jwe: flip(jwe(email), 4), code: 'decryption_failed' },
  {
    name: 'something that is no JSON',
    jwe: jwe({ ...email, json: 'ada@example.com' }),
    code: 'decryption_failed',
  },
];

export const encryptedFieldVectors = {
  about: 'Fields as compact JWE (RFC 7516), RSA-OAEP-256 and A256GCM; written by scripts/make-vectors.mjs.',
  publicJwk,
  privateKeyPem: privateKey.export({ format: 'pem', type: 'pkcs8' }),
  opened: opened.map((each) => ({ ...each, jwe: jwe(each) })),
  refused: refused.map((each) => ({ field: email.field, ...each })),
};
