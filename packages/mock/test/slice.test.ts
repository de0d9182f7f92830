import { createPublicKey, verify } from 'node:crypto';
import { get } from 'node:http';
import type { Jwks, RefreshResult } from '@fanfare/contract';
import { startMockServer, type MockServer } from '@fanfare/mock/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mockApi } from './support/mock-api.js';

let server: MockServer;

beforeEach(async () => {
  server = await startMockServer();
});
afterEach(() => server.close());

describe('the slice from guest to JWKS, over real HTTP', () => {
  it('signs in a guest, rotates the pair, and publishes the key that verifies the token', async () => {
    const { clock, world } = server.platform;
    const { call, guest } = mockApi({ fetch, origin: server.url, clock });
    const { keys } = world.organizations[0];
    const pk = keys.test.publishable;

    const first = await guest(keys.test);
    const second = await call<RefreshResult>('auth.refresh', {
      pk,
      body: { refreshToken: first.refreshToken },
    });
    const me = await call('consumers.me', { pk, token: second.body.accessToken });
    const jwks = await call<Jwks>('jwks.get');

    expect(first.session.type).toBe('guest');
    expect(second.body.refreshToken).not.toBe(first.refreshToken);
    expect(me.body).toEqual({ active: { journeys: [] } });
    const [header, payload, signature] = second.body.accessToken.split('.') as [string, string, string];
    const [{ kty, crv, x } = { kty: 'OKP', crv: 'Ed25519', x: '' }] = jwks.body.keys;
    const key = createPublicKey({ key: { kty, crv, x }, format: 'jwk' });
    expect(verify(null, Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'))).toBe(
      true,
    );
    expect(server.platform.defects).toEqual([]);
  });
});

describe('the same checks over real HTTP', () => {
  const api = () => mockApi({ fetch, origin: server.url, clock: server.platform.clock });
  const user = { provider: 'shop', issuer: 'https://id.shop.example', subject: 'u-1' };

  it('take a signed request with a body, once', async () => {
    const call = { signedBy: 'sk_test_aurora_mock', body: user, sign: { nonce: 'D'.repeat(22) } };

    const first = await api().call('auth.authorizeExternal', call);
    const replayed = await api().call('auth.authorizeExternal', call);

    expect(first.status).toBe(200);
    expect(replayed.error).toBe('nonce_reused');
    expect(server.platform.requests.some(({ containsSecretKey }) => containsSecretKey)).toBe(false);
  });

  it('stop reading a body that is too large', async () => {
    const answer = await api().call('auth.refresh', {
      pk: 'pk_test_aurora_mock',
      rawBody: ' '.repeat(1_048_577),
    });

    expect([answer.status, answer.error]).toEqual([413, 'payload_too_large']);
  });

  it('go by the Host header, which is what a proxy in front may keep', async () => {
    const asked = (host: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const request = get(`${server.url}/__mock/health`, { headers: { host } }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        });
        request.on('error', reject);
      });

    expect(await asked('localhost:9999')).toBe(200);
    expect(await asked('evil.example')).toBe(403);
  });

  it('give the clock of the platform in Date', async () => {
    await server.platform.clock.advance('1d');

    const { headers } = await api().call('jwks.get');

    const ahead = Date.parse(headers.get('date') ?? '') - server.platform.clock.now();
    expect(Math.abs(ahead)).toBeLessThan(5_000);
  });
});
