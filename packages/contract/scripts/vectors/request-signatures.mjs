/** The cases of request signatures: RFC 9421 over HMAC-SHA256, with an RFC 9530 digest. */
import { createHash, createHmac, hkdfSync } from 'node:crypto';

const secretKey = 'sk_test_vectors_only_0001';
const otherSecretKey = 'sk_live_vectors_only_0002';
const created = 1_790_000_000;
const nonce = 'AAECAwQFBgcICQoLDA0ODw';
const idempotencyKey = '0b54ed1c-3f0f-4a39-8f5d-5c6c5f0f2a11';
const json = 'application/json';

const utf8 = (text) => Buffer.from(text, 'utf8');
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('base64');
const hkdf = (key, info, length) => Buffer.from(hkdfSync('sha256', utf8(key), '', info, length));
const macKey = (key) => hkdf(key, 'fanfare-request-signature-v1', 32);
const keyId = (key) => hkdf(key, 'fanfare-request-key-id-v1', 16).toString('base64url');

/** The signature of a request, every step spelled out. */
function sign(request, options = {}) {
  const key = options.key ?? secretKey;
  const body = Buffer.from(request.bodyBase64 ?? '', 'base64');
  const fields = { ...request.headers };
  if (body.length > 0) fields['content-digest'] = `sha-256=:${sha256(body)}:`;
  const values = { ...request.derived, ...fields };
  const names = options.components ?? [
    '@method',
    '@authority',
    '@path',
    '@query',
    ...(body.length > 0 ? ['content-digest', 'content-type'] : []),
    ...(request.method === 'GET' ? [] : ['idempotency-key']),
  ];
  const parameters =
    `(${names.map((name) => `"${name}"`).join(' ')})` +
    `;created=${created};expires=${created + 60};nonce="${nonce}";keyid="${options.keyId ?? keyId(key)}"` +
    `;alg="hmac-sha256";tag="fanfare-v1"`;
  const base = [
    ...names.map((name) => `"${name}": ${values[name]}`),
    `"@signature-params": ${parameters}`,
  ].join('\n');
  const mac = createHmac('sha256', macKey(key)).update(utf8(base)).digest('base64');
  return {
    signatureBase: base,
    headers: { ...fields, 'signature-input': `fanfare=${parameters}`, signature: `fanfare=:${mac}:` },
  };
}

const get = (url, authority, path, query) => ({
  method: 'GET',
  url,
  headers: {},
  derived: { '@method': 'GET', '@authority': authority, '@path': path, '@query': query },
});
const unsafe = (method, url, [authority, path, query], content) => ({
  method,
  url,
  ...(content && { bodyBase64: content.bytes.toString('base64') }),
  headers: { ...(content && { 'content-type': content.type }), 'idempotency-key': idempotencyKey },
  derived: { '@method': method, '@authority': authority, '@path': path, '@query': query },
});

const admit = unsafe(
  'POST',
  'http://127.0.0.1:4010/consumer/api/queues/que_1/admit?b=2&a=1',
  ['127.0.0.1:4010', '/consumer/api/queues/que_1/admit', '?b=2&a=1'],
  { type: json, bytes: utf8('{"consumerId":"csm_1"}') },
);

const requests = {
  'GET without query': get(
    'https://consumer.fanfare.io/api/consumers/csm_1',
    'consumer.fanfare.io',
    '/api/consumers/csm_1',
    '?',
  ),
  'GET with a multi-byte path and a query that repeats a name': get(
    'https://consumer.fanfare.io/api/consumers/caf%C3%A9%E2%9C%93?tag=b&tag=a&q=%F0%9F%8E%89%20x+y',
    'consumer.fanfare.io',
    '/api/consumers/caf%C3%A9%E2%9C%93',
    '?tag=b&tag=a&q=%F0%9F%8E%89%20x+y',
  ),
  'GET of the root, upper-case host, default port': get(
    'https://CONSUMER.Fanfare.io:443',
    'consumer.fanfare.io',
    '/',
    '?',
  ),
  'POST of JSON to a loopback port': admit,
  'POST of JSON with multi-byte text': unsafe(
    'POST',
    'https://consumer.fanfare.io/api/auth/external/authorize',
    ['consumer.fanfare.io', '/api/auth/external/authorize', '?'],
    { type: json, bytes: utf8('{"provider":"Zürich 🎟","subject":"日本"}') },
  ),
  'POST without a body': unsafe('POST', 'https://admin.fanfare.io/api/things/1/run', [
    'admin.fanfare.io',
    '/api/things/1/run',
    '?',
  ]),
  'PUT of bytes that are not UTF-8': unsafe(
    'PUT',
    'https://admin.fanfare.io/api/media/med_1?x=%2F',
    ['admin.fanfare.io', '/api/media/med_1', '?x=%2F'],
    { type: 'application/octet-stream', bytes: Buffer.from([0x00, 0xff, 0xfe, 0x0d, 0x0a, 0x80]) },
  ),
  'DELETE without a body': unsafe('DELETE', 'https://admin.fanfare.io/api/queues/que_1', [
    'admin.fanfare.io',
    '/api/queues/que_1',
    '?',
  ]),
};

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
