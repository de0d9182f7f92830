/** The cases of request signatures: RFC 9421 over HMAC-SHA256, with an RFC 9530 digest. */
import { createHmac, hkdfSync } from 'node:crypto';
import { admit, created, nonce, requests, sha256, signRequest, utf8 } from './signed-requests.mjs';

const secretKey = 'sk_test_vectors_only_0001';
const otherSecretKey = 'sk_live_vectors_only_0002';

const hkdf = (key, info, length) => Buffer.from(hkdfSync('sha256', utf8(key), '', info, length));
const macKey = (key) => hkdf(key, 'fanfare-request-signature-v1', 32);
const keyId = (key) => hkdf(key, 'fanfare-request-key-id-v1', 16).toString('base64url');

/** The signature of a request, made with a secret key. */
function sign(request, options = {}) {
  const secret = options.key ?? secretKey;
  const key = {
    keyId: options.keyId ?? keyId(secret),
    algorithm: 'hmac-sha256',
    sign: (base) => createHmac('sha256', macKey(secret)).update(base).digest(),
  };
  return signRequest(request, { key, components: options.components });
}

/** A request as it arrives, its signature being wrong in one way. */
function refused(name, code, change) {
  const { headers } = sign(admit);
  const { url, method, bodyBase64 } = admit;
  const received = { method, url, bodyBase64, headers };
  return {
    name,
    code,
    now: created + 1,
    authority: '127.0.0.1:4010',
    request: received,
    ...change(received),
  };
}

const withHeaders = (request, headers) => ({
  request: { ...request, headers: { ...request.headers, ...headers } },
});
const withoutHeaders = (request, ...names) => ({
  request: {
    ...request,
    headers: Object.fromEntries(Object.entries(request.headers).filter(([name]) => !names.includes(name))),
  },
});
const otherBody = utf8('{"consumerId":"csm_2"}');
const otherBodyBase64 = otherBody.toString('base64');

const refusals = [
  refused('no signature at all', 'signature_required', (r) =>
    withoutHeaders(r, 'signature', 'signature-input'),
  ),
  refused('signature without its input', 'signature_malformed', (r) => withoutHeaders(r, 'signature-input')),
  refused('input that is no dictionary', 'signature_malformed', (r) =>
    withHeaders(r, { 'signature-input': 'fanfare=("@method"' }),
  ),
  ...['@authority', '@query', 'content-digest', 'content-type', 'idempotency-key'].map((left) =>
    refused(`${left} not covered`, 'signature_incomplete', (r) => {
      const all = [
        '@method',
        '@authority',
        '@path',
        '@query',
        'content-digest',
        'content-type',
        'idempotency-key',
      ];
      return {
        request: { ...r, headers: sign(admit, { components: all.filter((name) => name !== left) }).headers },
      };
    }),
  ),
  refused('arrives after expires', 'signature_expired', () => ({ now: created + 61 })),
  refused('created in the future', 'signature_expired', () => ({ now: created - 61 })),
  refused('made for another host', 'signature_authority_mismatch', () => ({
    authority: 'consumer.fanfare.io',
  })),
  refused('body changed', 'content_digest_mismatch', (r) => ({
    request: { ...r, bodyBase64: otherBodyBase64 },
  })),
  refused('body and digest changed', 'signature_mismatch', (r) => ({
    request: {
      ...r,
      bodyBase64: otherBodyBase64,
      headers: { ...r.headers, 'content-digest': `sha-256=:${sha256(otherBody)}:` },
    },
  })),
  refused('query reordered', 'signature_mismatch', (r) => ({
    request: { ...r, url: r.url.replace('?b=2&a=1', '?a=1&b=2') },
  })),
  refused('path changed', 'signature_mismatch', (r) => ({
    request: { ...r, url: r.url.replace('que_1', 'que_2') },
  })),
  refused('method changed', 'signature_mismatch', (r) => ({ request: { ...r, method: 'PUT' } })),
  refused('idempotency key changed', 'signature_mismatch', (r) =>
    withHeaders(r, { 'idempotency-key': '1b54ed1c-3f0f-4a39-8f5d-5c6c5f0f2a11' }),
  ),
  refused('content type changed', 'signature_mismatch', (r) =>
    withHeaders(r, { 'content-type': 'text/json' }),
  ),
  refused('signed with another key under this key id', 'signature_mismatch', (r) => ({
    request: { ...r, headers: sign(admit, { key: otherSecretKey, keyId: keyId(secretKey) }).headers },
  })),
  refused('a key nobody registered', 'key_invalid', (r) => ({
    request: { ...r, headers: sign(admit, { key: otherSecretKey }).headers },
  })),
];

export const requestVectors = {
  about: 'RFC 9421 signatures over requests, RFC 9530 digests; written by scripts/make-vectors.mjs.',
  keys: [secretKey, otherSecretKey].map((key) => ({
    secretKey: key,
    macKeyHex: macKey(key).toString('hex'),
    keyId: keyId(key),
  })),
  secretKey,
  created,
  expires: created + 60,
  nonce,
  signed: Object.entries(requests).map(([name, { derived, ...request }]) => ({
    name,
    request,
    expected: sign({ ...request, derived }),
  })),
  refused: refusals,
};
