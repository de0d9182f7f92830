/** The same requests, signed with Ed25519 keys (RFC 8032, which makes one signature only): RFC 9421 §3.3.6. */
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { admit, created, nonce, requests, signRequest, utf8 } from './signed-requests.mjs';

/** The algorithm identifier of Ed25519 and 32 bytes (RFC 8410 §7): a private key in PKCS#8. */
const pkcs8Head = '302e020100300506032b657004220420';

/** A key of which everybody knows the private part: for tests only. */
function keyFrom(seed) {
  const der = Buffer.concat([
    Buffer.from(pkcs8Head, 'hex'),
    createHash('sha256').update(utf8(seed)).digest(),
  ]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey);
  const { crv, kty, x } = publicKey.export({ format: 'jwk' });
  return {
    privateKeyPem: privateKey.export({ format: 'pem', type: 'pkcs8' }),
    publicKeyPem: publicKey.export({ format: 'pem', type: 'spki' }),
    publicJwk: { crv, kty, x },
    // RFC 7638 §3: the members in the order of their names, and no white space.
    keyId: createHash('sha256')
      .update(utf8(JSON.stringify({ crv, kty, x })))
      .digest('base64url'),
    algorithm: 'ed25519',
    sign: (base) => sign(null, base, privateKey),
  };
}

const key = keyFrom('fanfare vectors only 1');
const otherKey = keyFrom('fanfare vectors only 2');
const now = created + 1;
const authority = '127.0.0.1:4010';

const received = (signed) => ({
  method: admit.method,
  url: admit.url,
  bodyBase64: admit.bodyBase64,
  headers: signed.headers,
});
const refused = (name, code, request) => ({ name, code, now, authority, request });
const good = received(signRequest(admit, { key }));
const underThisId = { ...otherKey, keyId: key.keyId };
const flipped = { ...key, sign: (base) => key.sign(base).map((byte, at) => (at === 0 ? byte ^ 1 : byte)) };

export const ed25519Vectors = {
  about: 'The requests of request-signatures.json, signed with Ed25519; written by scripts/make-vectors.mjs.',
  keys: [key, otherKey].map(({ privateKeyPem, publicKeyPem, publicJwk, keyId }) => ({
    privateKeyPem,
    publicKeyPem,
    publicJwk,
    keyId,
  })),
  created,
  expires: created + 60,
  nonce,
  signed: Object.entries(requests).map(([name, { derived, ...request }]) => ({
    name,
    request,
    expected: signRequest({ ...request, derived }, { key }),
  })),
  refused: [
    refused('path changed', 'signature_mismatch', { ...good, url: good.url.replace('que_1', 'que_2') }),
    refused(
      'a bit of the signature changed',
      'signature_mismatch',
      received(signRequest(admit, { key: flipped })),
    ),
    refused(
      'signed with another key under this key id',
      'signature_mismatch',
      received(signRequest(admit, { key: underThisId })),
    ),
    refused(
      'said to be an HMAC',
      'signature_malformed',
      received(signRequest(admit, { key: { ...key, algorithm: 'hmac-sha256' } })),
    ),
    refused('a key nobody registered', 'key_invalid', received(signRequest(admit, { key: otherKey }))),
    refused(
      'query not covered',
      'signature_incomplete',
      received(
        signRequest(admit, {
          key,
          components: ['@method', '@authority', '@path', 'content-digest', 'content-type', 'idempotency-key'],
        }),
      ),
    ),
  ],
};
