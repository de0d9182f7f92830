import { createHash } from 'node:crypto';
import { createMockPlatform, type MockPlatform } from '@fanfare/mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { mockApi, type TestCall } from '../support/mock-api.js';
import { signRequest, type SignOptions } from '../support/sign-request.js';

const start = Date.parse('2026-11-22T10:00:00Z');
const now = start / 1000;
const body = { provider: 'shop', issuer: 'https://id.shop.example', subject: 'u-1' };
const everything = [
  '@method',
  '@authority',
  '@path',
  '@query',
  'content-type',
  'content-digest',
  'idempotency-key',
];
const without = (name: string): string[] => everything.filter((component) => component !== name);

let platform: MockPlatform;
let signedBy: string;

beforeEach(() => {
  platform = createMockPlatform({ now: start });
  signedBy = platform.world.organizations[0].keys.test.secret;
});

const authorize = (sign: Partial<SignOptions> = {}, more: TestCall = {}) =>
  mockApi(platform).call('auth.authorizeExternal', { signedBy, body, sign, ...more });

describe('E12: the signature of a request', () => {
  it('is enough by itself, so that the secret never travels', async () => {
    const { status } = await authorize();

    expect(status).toBe(200);
    expect(platform.requests.map((request) => request.containsSecretKey)).toEqual([false]);
  });

  it.each<[string, Partial<SignOptions>, string]>([
    ['with another tag', { tag: 'other-v1' }, 'signature_malformed'],
    ['under another label', { label: 'sig1' }, 'signature_malformed'],
    ['with a parameter that is not in use', { extraParameter: ';extra=1' }, 'signature_malformed'],
    ['with a parameter that stands twice', { extraParameter: `;created=${now}` }, 'signature_malformed'],
    ['with a short nonce', { nonce: 'AAAA' }, 'signature_malformed'],
    ['with an algorithm that is not in use', { alg: 'rsa-v1_5-sha256' }, 'signature_malformed'],
    ['with an algorithm that is not the one of the key', { alg: 'ed25519' }, 'signature_malformed'],
    ['by a key that is not known', { keyid: 'AAAAAAAAAAAAAAAAAAAAAA' }, 'key_invalid'],
    ['that covers a component twice', { components: [...everything, '@path'] }, 'signature_malformed'],
    [
      'that covers a component with a parameter',
      { components: [...without('@path'), '@path;req'] },
      'signature_malformed',
    ],
    ['that does not cover the method', { components: without('@method') }, 'signature_incomplete'],
    ['that does not cover the authority', { components: without('@authority') }, 'signature_incomplete'],
    ['that does not cover the path', { components: without('@path') }, 'signature_incomplete'],
    ['that does not cover the query', { components: without('@query') }, 'signature_incomplete'],
    ['that does not cover the content type', { components: without('content-type') }, 'signature_incomplete'],
    ['that does not cover the digest', { components: without('content-digest') }, 'signature_incomplete'],
    [
      'that does not cover the idempotency key',
      { components: without('idempotency-key') },
      'signature_incomplete',
    ],
    ['that covers nothing', { components: [] }, 'signature_incomplete'],
    ['without an idempotency key', { idempotencyKey: null }, 'signature_incomplete'],
    [
      'that covers a header that is not there',
      { components: [...everything, 'x-absent'] },
      'signature_incomplete',
    ],
    ['that is 301 s old', { created: now - 301, expires: now + 1 }, 'signature_expired'],
    ['that has run out', { created: now - 61 }, 'signature_expired'],
    ['from more than 60 s ahead', { created: now + 61 }, 'signature_expired'],
    ['that lasts too long', { created: now, expires: now + 301 }, 'signature_expired'],
    ['that ends before it begins', { created: now + 10, expires: now + 5 }, 'signature_expired'],
    ['for another host', { authority: 'consumer.fanfare.io' }, 'signature_mismatch'],
    [
      'over another body',
      { contentDigest: 'sha-256=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:' },
      'content_digest_mismatch',
    ],
    [
      'with a digest of an algorithm nobody knows',
      { contentDigest: 'md5=:AAAA:' },
      'content_digest_mismatch',
    ],
    ['with a digest that cannot be read', { contentDigest: 'sha-256' }, 'content_digest_mismatch'],
    ['by another key under this keyid', { macKey: Buffer.alloc(32) }, 'signature_mismatch'],
  ])('is refused %s', async (_, sign, code) => {
    const answer = await authorize(sign);

    expect([answer.status, answer.error]).toEqual([401, code]);
    expect(platform.defects).toEqual([]);
  });

  it.each<[string, Partial<SignOptions>]>([
    ['60 s ahead', { created: now + 60 }],
    ['300 s ago, with an end that is still ahead', { created: now - 299, expires: now + 1 }],
  ])('is accepted from %s', async (_, sign) => {
    expect((await authorize(sign)).status).toBe(200);
  });

  it('is accepted with a sha-512 digest', async () => {
    const digest = createHash('sha512').update(JSON.stringify(body)).digest('base64');

    expect((await authorize({ contentDigest: `sha-512=:${digest}:` })).status).toBe(200);
  });

  it('is refused when one of two digests is wrong', async () => {
    const good = createHash('sha512').update(JSON.stringify(body)).digest('base64');
    const bad = Buffer.alloc(32).toString('base64');

    const answer = await authorize({ contentDigest: `sha-512=:${good}:, sha-256=:${bad}:` });

    expect(answer.error).toBe('content_digest_mismatch');
  });

  it.each<[string, TestCall]>([
    ['the query was reordered', { query: '?b=2&a=1' }],
    ['the idempotency key was changed', { headers: { 'idempotency-key': 'another-one' } }],
    ['the content type was changed', { headers: { 'content-type': 'application/json; charset=latin1' } }],
  ])('is refused after %s', async (_, change) => {
    const url = `${platform.origin}/consumer/api/auth/external/authorize?a=1&b=2`;
    const text = JSON.stringify(body);
    const headers = signRequest(signedBy, { method: 'POST', url, body: text }, { created: now });

    const answer = await mockApi(platform).call('auth.authorizeExternal', {
      rawBody: text,
      query: '?a=1&b=2',
      ...change,
      headers: { ...headers, ...change.headers },
    });

    expect(answer.error).toBe('signature_mismatch');
  });

  it('is refused after a byte of the body was changed', async () => {
    const url = `${platform.origin}/consumer/api/auth/external/authorize`;
    const headers = signRequest(
      signedBy,
      { method: 'POST', url, body: JSON.stringify(body) },
      { created: now },
    );

    const answer = await mockApi(platform).call('auth.authorizeExternal', {
      body: { ...body, subject: 'u-2' },
      headers,
    });

    expect(answer.error).toBe('content_digest_mismatch');
  });

  it.each(['signature', 'signature-input'])('is refused when only %s is there', async (name) => {
    const url = `${platform.origin}/consumer/api/auth/external/authorize`;
    const all = signRequest(signedBy, { method: 'POST', url, body: JSON.stringify(body) }, { created: now });
    const { [name]: kept = '', ...rest } = all;
    const unsigned = Object.fromEntries(Object.entries(rest).filter(([key]) => !key.startsWith('signature')));

    const answer = await mockApi(platform).call('auth.authorizeExternal', {
      body,
      headers: { ...unsigned, [name]: kept },
    });

    expect(answer.error).toBe('signature_malformed');
  });

  it.each<[string, string]>([
    ['idempotency-key', 'key-1'],
    ['content-type', 'application/json'],
    ['content-digest', 'sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:'],
  ])('is refused when %s is there and not covered, even where it need not be there', async (name, value) => {
    const params = { consumerId: 'cons_unknown' };
    const { call } = mockApi(platform);

    const bare = await call('consumers.get', { signedBy, params });
    const uncovered = await call('consumers.get', { signedBy, params, headers: { [name]: value } });

    expect([bare.error, uncovered.error]).toEqual(['not_found', 'signature_incomplete']);
  });

  it('is refused when it was made for a host that is not ours', async () => {
    const headers = signRequest(
      signedBy,
      {
        method: 'POST',
        url: 'https://evil.example/consumer/api/auth/external/authorize',
        body: JSON.stringify(body),
      },
      { created: now },
    );

    const answer = await mockApi(platform).call('auth.authorizeExternal', {
      body,
      headers: { ...headers, host: 'evil.example' },
    });

    expect(answer.error).toBe('signature_authority_mismatch');
  });

  it('is accepted for a further authority, and behind a proxy that keeps the Host header', async () => {
    platform = createMockPlatform({ now: start, authorities: ['fanfare.internal:8443'] });
    const url = 'http://fanfare.internal:8443/consumer/api/auth/external/authorize';
    const text = JSON.stringify(body);
    const headers = signRequest(signedBy, { method: 'POST', url, body: text }, { created: now });

    const answer = await platform.fetch(`${platform.origin}/consumer/api/auth/external/authorize`, {
      method: 'POST',
      headers: { ...headers, host: 'fanfare.internal:8443' },
      body: text,
    });

    expect(answer.status).toBe(200);
  });

  it('works once: the same nonce is refused, also with a new signature', async () => {
    const nonce = 'A'.repeat(22);

    const first = await authorize({ nonce });
    const second = await authorize({ nonce });

    expect(first.status).toBe(200);
    expect(second.error).toBe('nonce_reused');
  });

  it('spends no nonce when it is not good', async () => {
    const nonce = 'B'.repeat(22);

    const forged = await authorize({ nonce, macKey: Buffer.alloc(32) });
    const genuine = await authorize({ nonce });

    expect(forged.error).toBe('signature_mismatch');
    expect(genuine.status).toBe(200);
  });

  it('keeps the nonces of two keys apart', async () => {
    const nonce = 'C'.repeat(22);
    const other = platform.world.organizations[1].keys.test.secret;

    expect((await authorize({ nonce })).status).toBe(200);
    expect((await authorize({ nonce }, { signedBy: other })).status).toBe(200);
  });

  it('tells with a 401 what a signature must look like', async () => {
    const answer = await mockApi(platform).call('auth.authorizeExternal', { body });

    expect(answer.status).toBe(401);
    expect(answer.headers.get('accept-signature')).toContain('tag="fanfare-v1"');
  });

  it('and a secret key that is shown beside it must belong together', async () => {
    const other = platform.world.organizations[1].keys.test.secret;

    expect((await authorize({}, { sk: signedBy })).status).toBe(200);
    expect((await authorize({}, { sk: other })).error).toBe('key_invalid');
  });
});
