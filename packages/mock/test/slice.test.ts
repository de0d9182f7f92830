import { createPublicKey, verify } from 'node:crypto';
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
