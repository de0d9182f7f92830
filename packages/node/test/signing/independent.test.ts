import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import vectors from '@fanfare/contract/vectors/request-signatures.json' with { type: 'json' };
import { Secret } from '../../src/secret.js';
import { signRequest, type RequestToSign } from '../../src/signing/sign-request.js';
import { signingKey } from '../../src/signing/signing-key.js';
import { verifiedByFirst, verifiedBySecond, type Wire } from '../support/independent-verifiers.js';

const known = vectors.keys[0] ?? { secretKey: '', macKeyHex: '', keyId: '' };
const verifierKey = { keyId: known.keyId, macKey: Buffer.from(known.macKeyHex, 'hex') };
const key = await signingKey(new Secret(known.secretKey));

async function signed(request: RequestToSign, created: number): Promise<Wire> {
  const headers = {
    ...request.headers,
    ...(await signRequest(request, { key, created, nonce: 'AAECAwQFBgcICQoLDA0ODw' })),
  };
  return { method: request.method, url: request.url.href, headers, body: request.body };
}

// The first one has no clock of its own to set.
const now = Math.floor(Date.now() / 1_000);
const bodies = fc.option(fc.uint8Array({ minLength: 0, maxLength: 400 }), { nil: undefined });
const text = fc.string({ unit: 'binary', maxLength: 20 });
const requests = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE'),
    host: fc.constantFrom(
      'consumer.fanfare.io',
      'EXAMPLE.com:443',
      'localhost:4010',
      '[::1]:8080',
      'münchen.example',
    ),
    path: fc.array(text, { maxLength: 5 }),
    query: fc.option(fc.array(fc.tuple(text, text), { maxLength: 4 }), { nil: undefined }),
    body: bodies,
    key: fc.uuid(),
  })
  .map(({ method, host, path, query, body, key: idempotencyKey }): RequestToSign => {
    const search =
      query === undefined ? '' : `?${query.map((pair) => pair.map(encodeText).join('=')).join('&')}`;
    const sent = method === 'GET' ? undefined : body;
    return {
      method,
      url: new URL(`https://${host}/${path.map(encodeText).join('/')}${search}`),
      body: sent,
      headers: {
        ...(sent !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
        ...(method !== 'GET' && { 'idempotency-key': idempotencyKey }),
      },
    };
  });

function encodeText(value: string): string {
  return encodeURIComponent(value);
}

describe('E12: two independent implementations accept what we sign', () => {
  it('whatever the method, host, path, query and body', async () => {
    await fc.assert(
      fc.asyncProperty(requests, async (request) => {
        const wire = await signed(request, now);

        expect(await verifiedByFirst(wire, verifierKey)).toBe(true);
        expect(await verifiedBySecond(wire, { ...verifierKey, now })).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('the digest is that of the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 2_000 }), async (body) => {
        const url = new URL('https://a.example/');
        const headers = { 'content-type': 'application/json', 'idempotency-key': 'key-0001' };
        const digest = createHash('sha256').update(body).digest('base64');

        expect((await signed({ method: 'POST', url, headers, body }, now)).headers['content-digest']).toBe(
          `sha-256=:${digest}:`,
        );
      }),
    );
  });

  it.each<[string, (wire: Wire) => Wire]>([
    ['the method', (wire) => ({ ...wire, method: 'PUT' })],
    ['the path', (wire) => ({ ...wire, url: wire.url.replace('/api/', '/apj/') })],
    ['the order of the query', (wire) => ({ ...wire, url: wire.url.replace('b=2&a=1', 'a=1&b=2') })],
    ['the host', (wire) => ({ ...wire, url: wire.url.replace('//a.', '//b.') })],
    ['the digest', (wire) => withHeader(wire, 'content-digest', 'sha-256=:AAAA:')],
    ['the content type', (wire) => withHeader(wire, 'content-type', 'text/plain')],
    ['the idempotency key', (wire) => withHeader(wire, 'idempotency-key', 'key-0002')],
  ])('and refuse it once %s was changed', async (_, change) => {
    const wire = await signed(
      {
        method: 'POST',
        url: new URL('https://a.example/api/x?b=2&a=1'),
        headers: { 'content-type': 'application/json', 'idempotency-key': 'key-0001' },
        body: Buffer.from('{"grüße":"日本"}'),
      },
      now,
    );
    expect([
      await verifiedByFirst(wire, verifierKey),
      await verifiedBySecond(wire, { ...verifierKey, now }),
    ]).toEqual([true, true]);

    const changed = change(wire);

    expect([
      await verifiedByFirst(changed, verifierKey),
      await verifiedBySecond(changed, { ...verifierKey, now }),
    ]).toEqual([false, false]);
  });

  it('and refuse it once it has expired', async () => {
    const wire = await signed(
      { method: 'GET', url: new URL('https://a.example/'), headers: {}, body: undefined },
      now - 61,
    );

    expect([
      await verifiedByFirst(wire, verifierKey),
      await verifiedBySecond(wire, { ...verifierKey, now }),
    ]).toEqual([false, false]);
  });
});

function withHeader(wire: Wire, name: string, value: string): Wire {
  return { ...wire, headers: { ...wire.headers, [name]: value } };
}
