/** Requests to sign, and how: every step of RFC 9421 and RFC 9530 spelled out. */
import { createHash } from 'node:crypto';

export const created = 1_790_000_000;
export const nonce = 'AAECAwQFBgcICQoLDA0ODw';
const idempotencyKey = '0b54ed1c-3f0f-4a39-8f5d-5c6c5f0f2a11';
const json = 'application/json';

export const utf8 = (text) => Buffer.from(text, 'utf8');
export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('base64');

/** The signature of a request. `key` says how it is called and makes the bytes. */
export function signRequest(request, { key, components }) {
  const body = Buffer.from(request.bodyBase64 ?? '', 'base64');
  const fields = { ...request.headers };
  if (body.length > 0) fields['content-digest'] = `sha-256=:${sha256(body)}:`;
  const values = { ...request.derived, ...fields };
  const names = components ?? [
    '@method',
    '@authority',
    '@path',
    '@query',
    ...(body.length > 0 ? ['content-digest', 'content-type'] : []),
    ...(request.method === 'GET' ? [] : ['idempotency-key']),
    ...('x-fanfare-api-version' in request.headers ? ['x-fanfare-api-version'] : []),
  ];
  const parameters =
    `(${names.map((name) => `"${name}"`).join(' ')})` +
    `;created=${created};expires=${created + 60};nonce="${nonce}";keyid="${key.keyId}"` +
    `;alg="${key.algorithm}";tag="fanfare-v1"`;
  const base = [
    ...names.map((name) => `"${name}": ${values[name]}`),
    `"@signature-params": ${parameters}`,
  ].join('\n');
  const signature = key.sign(utf8(base)).toString('base64');
  return {
    signatureBase: base,
    headers: { ...fields, 'signature-input': `fanfare=${parameters}`, signature: `fanfare=:${signature}:` },
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

export const admit = unsafe(
  'POST',
  'http://127.0.0.1:4010/consumer/api/queues/que_1/admit?b=2&a=1',
  ['127.0.0.1:4010', '/consumer/api/queues/que_1/admit', '?b=2&a=1'],
  { type: json, bytes: utf8('{"consumerId":"csm_1"}') },
);

/** Of an earlier time than the contract itself, so that no vector changes with it. */
const naming = (request) => ({
  ...request,
  headers: { ...request.headers, 'x-fanfare-api-version': '2026-01' },
});

export const requests = {
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
  'GET that names the version of the wire': naming(
    get('https://admin.fanfare.io/api/queues/que_1', 'admin.fanfare.io', '/api/queues/que_1', '?'),
  ),
  'POST of JSON that names the version of the wire': naming(admit),
  'DELETE without a body': unsafe('DELETE', 'https://admin.fanfare.io/api/queues/que_1', [
    'admin.fanfare.io',
    '/api/queues/que_1',
    '?',
  ]),
};
