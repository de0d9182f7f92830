import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import type { Jwks } from '@fanfare/contract';
import { createMockPlatform, type MockPlatform } from '@fanfare/mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { mockApi } from './support/mock-api.js';

let platform: MockPlatform;
let token: string;

beforeEach(async () => {
  platform = createMockPlatform({ now: '2026-11-22T10:00:00Z' });
  token = (await mockApi(platform).guest(platform.world.organizations[0].keys.test)).accessToken;
});

const me = (accessToken: string, pk = 'pk_test_aurora_mock') =>
  mockApi(platform).call('consumers.me', { pk, token: accessToken });
const parts = (jwt: string): [string, string, string] => jwt.split('.') as [string, string, string];
const decode = (part: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('B1: access tokens', () => {
  it('have the documented header and claims', () => {
    const [header, payload] = parts(token).slice(0, 2).map(decode);

    expect(header).toMatchObject({ alg: 'EdDSA', typ: 'at+jwt' });
    expect(payload).toMatchObject({
      iss: 'consumer-app',
      aud: 'fanfare:consumer',
      org: 'org_aurora',
      organizationId: 'org_aurora',
      isGuest: true,
      mode: 'test',
      exp: Number(payload?.['iat']) + 3600,
    });
    expect(payload?.['sub']).toBe(payload?.['consumerId']);
    expect(payload?.['sid']).toBe(payload?.['sessionId']);
  });

  it('carry neither audience nor mode on the hosted profile', async () => {
    const hosted = createMockPlatform({ profile: 'hosted' });
    const session = await mockApi(hosted).guest(hosted.world.organizations[0].keys.test);

    expect(Object.keys(decode(parts(session.accessToken)[1]))).not.toContain('aud');
    expect(Object.keys(decode(parts(session.accessToken)[1]))).not.toContain('mode');
  });

  it('expire on the clock of the platform', async () => {
    await platform.clock.advance('59m59s');
    expect((await me(token)).status).toBe(200);

    await platform.clock.advance('1s');
    expect((await me(token)).error).toBe('token_expired');
  });

  it('last as long as the settings say, from the next one on', async () => {
    platform.settings.accessTokenTtlSeconds = 2;
    const short = await mockApi(platform).guest(platform.world.organizations[0].keys.test);
    await platform.clock.advance('2s');

    expect((await me(short.accessToken)).error).toBe('token_expired');
    expect((await me(token)).status).toBe(200);
  });

  it('go on verifying after the signing key was rolled, and new ones have the new key', async () => {
    await platform.fetch(`${platform.origin}/__mock/signing-keys/roll`, { method: 'POST' });
    const next = await mockApi(platform).guest(platform.world.organizations[0].keys.test);
    const { keys } = (await mockApi(platform).call<Jwks>('jwks.get')).body;

    const kids = [next.accessToken, token].map((jwt) => decode(parts(jwt)[0])['kid']);
    expect(keys.map(({ kid }) => kid)).toEqual(kids);
    expect((await me(token)).status).toBe(200);
    expect((await me(next.accessToken)).status).toBe(200);
  });
});

describe('B10: tokens that are refused as invalid_token', () => {
  it.each<[string, (jwt: string) => string]>([
    ['a changed claim', (jwt) => withPayload(jwt, { sub: 'cons_other' })],
    ['no signature', (jwt) => `${parts(jwt)[0]}.${parts(jwt)[1]}.`],
    ['alg none', (jwt) => `${encode({ alg: 'none', typ: 'at+jwt' })}.${parts(jwt)[1]}.`],
    ['a signature by another key', foreignSignature],
    ['an HMAC keyed with the public key', hmacSignature],
    ['padding behind it', (jwt) => `${jwt}=`],
    ['another spelling of the last character', respelled],
    ['a fourth part', (jwt) => `${jwt}.x`],
    ['more than 8 kB', (jwt) => jwt + 'A'.repeat(8192)],
  ])('%s', async (_, spoil) => {
    expect((await me(spoil(token))).error).toBe('invalid_token');
  });

  it.each(['pk_test_borealis_mock', 'pk_live_aurora_mock'])('D6: a token under %s', async (pk) => {
    expect((await me(token, pk)).error).toBe('invalid_token');
  });
});

describe('B9: the session behind a token', () => {
  it('counts: after logout the unexpired token is refused, and the refresh token too', async () => {
    const { call, guest } = mockApi(platform);
    const pk = 'pk_test_aurora_mock';
    const session = await guest(platform.world.organizations[0].keys.test);

    const logout = await call('auth.logout', { token: session.accessToken });

    expect([logout.status, logout.body]).toEqual([204, undefined]);
    expect((await me(session.accessToken)).error).toBe('session_revoked');
    const refreshed = await call('auth.refresh', { pk, body: { refreshToken: session.refreshToken } });
    expect(refreshed.error).toBe('session_revoked');
    expect((await me(token)).status).toBe(200);
  });
});

function withPayload(jwt: string, change: Record<string, unknown>): string {
  const [header, payload, signature] = parts(jwt);
  return `${header}.${encode({ ...decode(payload), ...change })}.${signature}`;
}

function foreignSignature(jwt: string): string {
  const [header, payload] = parts(jwt);
  const { privateKey } = generateKeyPairSync('ed25519');
  return `${header}.${payload}.${sign(null, Buffer.from(`${header}.${payload}`), privateKey).toString('base64url')}`;
}

function hmacSignature(jwt: string): string {
  const [header, payload] = parts(jwt);
  const text = `${encode({ ...decode(header), alg: 'HS256' })}.${payload}`;
  return `${text}.${createHmac('sha256', 'public key').update(text).digest('base64url')}`;
}

/** 64 bytes leave four unused bits in the last character; setting them changes the text and not the bytes. */
function respelled(jwt: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = alphabet.indexOf(jwt.slice(-1));
  return jwt.slice(0, -1) + (alphabet[last ^ 1] ?? '');
}
