import type { AuthSession, RefreshResult } from '@fanfare/contract';
import { createMockPlatform, type MockPlatform, type MockPlatformOptions } from '@fanfare/mock';
import { afterEach, describe, expect, it } from 'vitest';
import { totpCode, totpStep } from '../src/auth/totp.js';
import { auditOf } from './support/audit-of.js';
import { boundCaller, dpopKey, type BoundAnswer, type DpopKey } from './support/dpop-key.js';
import { fromBase32 } from './support/from-base32.js';
import { openShop, start } from './support/open-shop.js';

let platform: MockPlatform;

afterEach(() => expect(platform.defects).toEqual([]));

interface Bound {
  readonly key: DpopKey;
  readonly call: ReturnType<typeof boundCaller>;
  readonly session: AuthSession;
}

async function signedIn(options: MockPlatformOptions = {}, key = dpopKey()): Promise<Bound> {
  platform = createMockPlatform({ now: start, ...options });
  const call = boundCaller(platform);
  return { key, call, session: sessionOf(await call('POST /auth/guest', { key })) };
}

function sessionOf({ status, body }: BoundAnswer): AuthSession {
  expect(status).toBe(200);
  return body as unknown as AuthSession; // checked against the contract by the platform itself
}

function pairOf({ status, body }: BoundAnswer): RefreshResult {
  expect(status).toBe(200);
  return body as unknown as RefreshResult; // as above
}

function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as never; // an object of claims
}

describe('B4: a sign-in with a proof of possession', () => {
  it.each(['ES256', 'EdDSA'] as const)('binds its tokens to the key: %s', async (alg) => {
    const { key, call, session } = await signedIn({}, dpopKey(alg));

    const me = await call('GET /consumers/me', { key, token: session.accessToken });

    expect(session.tokenType).toBe('DPoP');
    expect(claimsOf(session.accessToken)['cnf']).toEqual({ jkt: key.thumbprint });
    expect(me.status).toBe(200);
    expect(claimsOf(session.accessToken)['sub']).toBe(session.session.consumerId);
  });

  it('is not needed: without one the tokens are bearer tokens, and the answer looks as before', async () => {
    platform = createMockPlatform();
    const call = boundCaller(platform);
    const { body } = await call('POST /auth/guest');
    const headers = { authorization: `Bearer ${String(body['accessToken'])}` };

    expect(body).not.toHaveProperty('tokenType');
    expect(claimsOf(String(body['accessToken']))).not.toHaveProperty('cnf');
    expect((await call('GET /consumers/me', { headers })).status).toBe(200);
  });

  it('goes on bound when a guest signs in', async () => {
    const { key, call, session } = await signedIn();
    const email = 'ada@example.com';
    await call('POST /auth/otp/request', { body: { email } });
    const verify = { email, code: platform.otpFor(email) };

    const thief = await call('POST /auth/otp/verify', {
      body: verify,
      headers: { authorization: `Bearer ${session.accessToken}` },
    });
    const member = sessionOf(
      await call('POST /auth/otp/verify', { key, token: session.accessToken, body: verify }),
    );

    expect(thief.error).toBe('dpop_proof_required');
    expect(member.session.consumerId).toBe(session.session.consumerId);
    expect(claimsOf(member.accessToken)['cnf']).toEqual({ jkt: key.thumbprint });
  });

  it('goes on bound when a second factor is shown', async () => {
    const { key, call, session } = await signedIn();
    const email = 'ada@example.com';
    await call('POST /auth/otp/request', { body: { email } });
    const body = { email, code: platform.otpFor(email) };
    const member = sessionOf(await call('POST /auth/otp/verify', { key, token: session.accessToken, body }));
    const token = member.accessToken;
    const enrolled = await call('POST /mfa/totp', { key, token });
    const secret = fromBase32(String(enrolled.body['secret']));
    const code = (): string => totpCode(secret, totpStep(platform.clock.now()));
    await call('POST /mfa/totp/confirm', { key, token, body: { code: code() } });
    await platform.clock.advance('30s');

    const stepped = sessionOf(await call('POST /mfa/step-up', { key, token, body: { code: code() } }));

    expect(stepped.tokenType).toBe('DPoP');
    expect(claimsOf(stepped.accessToken)).toMatchObject({ acr: 'mfa', cnf: { jkt: key.thumbprint } });
  });

  it('may bind a guest who had a bearer token', async () => {
    platform = createMockPlatform();
    const call = boundCaller(platform);
    const guest = sessionOf(await call('POST /auth/guest'));
    const email = 'ada@example.com';
    await call('POST /auth/otp/request', { body: { email } });
    const key = dpopKey();

    const member = await call('POST /auth/otp/verify', {
      key,
      body: { email, code: platform.otpFor(email) },
      headers: { authorization: `Bearer ${guest.accessToken}` },
    });

    expect(claimsOf(sessionOf(member).accessToken)['cnf']).toEqual({ jkt: key.thumbprint });
  });

  it('is refused when the proof is bad, though none was needed', async () => {
    platform = createMockPlatform();

    const answer = await boundCaller(platform)('POST /auth/guest', {
      key: dpopKey(),
      changes: { claims: { htm: 'GET' } },
    });

    expect([answer.status, answer.error]).toEqual([401, 'dpop_proof_invalid']);
  });
});

describe('B4: a bound access token', () => {
  it('is worth nothing as a bearer token', async () => {
    const { key, call, session } = await signedIn();
    const headers = { authorization: `Bearer ${session.accessToken}` };

    const bare = await call('GET /consumers/me', { headers });
    const proved = await call('GET /consumers/me', { key, token: session.accessToken, headers });

    expect([bare.error, proved.error]).toEqual(['dpop_proof_required', 'dpop_proof_required']);
  });

  it('is worth nothing without a proof, or with the proof of another key', async () => {
    const { call, session } = await signedIn();
    const token = session.accessToken;

    expect((await call('GET /consumers/me', { token })).error).toBe('dpop_proof_required');
    expect((await call('GET /consumers/me', { token, key: dpopKey() })).error).toBe('dpop_proof_invalid');
  });

  it('needs a proof of its own for every call: one that was used is refused, also at the same moment', async () => {
    const { key, call, session } = await signedIn();
    const given = { key, token: session.accessToken, changes: { claims: { jti: 'once' } } };

    const both = await Promise.all([1, 2].map(() => call('GET /consumers/me', given)));
    const later = await call('GET /consumers/me', given);

    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
    expect([later.status, later.error]).toEqual([401, 'dpop_proof_invalid']);
  });

  it('makes nobody else the one who did it: what a thief is refused is not written down as done by its owner', async () => {
    const { call, session } = await signedIn();
    await call('PUT /consent', { token: session.accessToken, key: dpopKey(), body: {} });

    const denied = (await auditOf(openShop({ platform }))).at(-1);

    expect(denied).toMatchObject({ outcome: 'denied', actor: { type: 'anonymous' } });
  });

  it('shares its proof ids with nobody: another key may use the same', async () => {
    const { key, call, session } = await signedIn();
    const other = dpopKey();
    const second = sessionOf(await call('POST /auth/guest', { key: other }));
    const changes = { claims: { jti: 'same' } };

    const answers = [
      await call('GET /consumers/me', { key, token: session.accessToken, changes }),
      await call('GET /consumers/me', { key: other, token: second.accessToken, changes }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });

  it('remembers a proof until it would be too old anyway', async () => {
    const { key, call, session } = await signedIn();
    const made = {
      method: 'GET',
      url: `${platform.origin}/consumer/api/consumers/me`,
      now: platform.clock.now() + 60_000,
      token: session.accessToken,
    };
    const given = { token: session.accessToken, headers: { dpop: key.prove(made) } };
    const first = await call('GET /consumers/me', given);
    await platform.clock.advance(360_000);
    const last = await call('GET /consumers/me', given);
    await platform.clock.advance(1000);

    expect([first.status, last.status]).toEqual([200, 401]);
    expect(String(last.body['message'])).toContain('used before');
    expect(String((await call('GET /consumers/me', given)).body['message'])).toContain('too long ago');
  });

  it('is what a bearer token must not call itself', async () => {
    platform = createMockPlatform();
    const call = boundCaller(platform);
    const guest = sessionOf(await call('POST /auth/guest'));

    const answer = await call('GET /consumers/me', { key: dpopKey(), token: guest.accessToken });

    expect([answer.status, answer.error]).toEqual([401, 'invalid_token']);
  });

  it('goes on through a change of the signing key', async () => {
    const { key, call, session } = await signedIn();
    await platform.fetch(`${platform.origin}/__mock/signing-keys/roll`, { method: 'POST' });
    const { accessToken } = pairOf(
      await call('POST /auth/refresh', { key, body: { refreshToken: session.refreshToken } }),
    );

    const answers = [session.accessToken, accessToken].map((token) =>
      call('GET /consumers/me', { key, token }),
    );

    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200]);
  });
});

describe('B4: the refresh of a bound session', () => {
  it('yields bound tokens, for the same key only', async () => {
    const { key, call, session } = await signedIn();
    const body = { refreshToken: session.refreshToken };

    const bare = await call('POST /auth/refresh', { body });
    const other = await call('POST /auth/refresh', { body, key: dpopKey() });
    const pair = pairOf(await call('POST /auth/refresh', { body, key }));

    expect([bare.error, other.error]).toEqual(['dpop_proof_required', 'dpop_proof_invalid']);
    expect(pair.tokenType).toBe('DPoP');
    expect(claimsOf(pair.accessToken)).toMatchObject({
      cnf: { jkt: key.thumbprint },
      sid: claimsOf(session.accessToken)['sid'],
    });
  });

  it('repeats the same pair within the leeway, for the same key only', async () => {
    const { key, call, session } = await signedIn();
    const body = { refreshToken: session.refreshToken };
    const first = await call('POST /auth/refresh', { body, key });
    await platform.clock.advance(10_000);

    const bare = await call('POST /auth/refresh', { body });
    const again = await call('POST /auth/refresh', { body, key });

    expect(bare.error).toBe('dpop_proof_required');
    expect(again.body).toEqual(first.body);
  });

  it('ends the family when a spent token comes with the key, and says so', async () => {
    const { key, call, session } = await signedIn({ settings: { leewayMs: 0 } });
    const body = { refreshToken: session.refreshToken };
    const { accessToken, refreshToken } = pairOf(await call('POST /auth/refresh', { body, key }));

    const reuse = await call('POST /auth/refresh', { body, key });

    expect(reuse.error).toBe('refresh_token_reused');
    expect((await call('POST /auth/refresh', { body: { refreshToken }, key })).error).toBe('session_revoked');
    expect((await call('GET /consumers/me', { token: accessToken, key })).error).toBe('session_revoked');
  });

  it('does not let a thief of a spent token without the key sign its owner out', async () => {
    const { key, call, session } = await signedIn({ settings: { leewayMs: 0 } });
    const body = { refreshToken: session.refreshToken };
    const { accessToken } = pairOf(await call('POST /auth/refresh', { body, key }));

    const theft = [
      await call('POST /auth/refresh', { body }),
      await call('POST /auth/refresh', { body, key: dpopKey() }),
    ];

    expect(theft.map(({ error }) => error)).toEqual(['dpop_proof_required', 'dpop_proof_invalid']);
    expect((await call('GET /consumers/me', { token: accessToken, key })).status).toBe(200);
  });

  it('binds nothing that was not bound: a thief cannot make a session their own', async () => {
    platform = createMockPlatform({ settings: { leewayMs: 0 } });
    const call = boundCaller(platform);
    const body = { refreshToken: sessionOf(await call('POST /auth/guest')).refreshToken };

    const pair = pairOf(await call('POST /auth/refresh', { body, key: dpopKey() }));

    expect(pair).not.toHaveProperty('tokenType');
    expect((await call('POST /auth/refresh', { body })).error).toBe('refresh_token_reused');
  });
});

describe('B4: a platform that demands proofs', () => {
  const settings = { requireDpop: true };

  it('opens no session without one, and says what it wants', async () => {
    const { call } = await signedIn({ settings });

    const answer = await call('POST /auth/guest');

    expect([answer.status, answer.error]).toEqual([401, 'dpop_proof_required']);
    expect(answer.headers.get('www-authenticate')).toBe(
      'DPoP error="invalid_dpop_proof", algs="ES256 EdDSA"',
    );
  });

  it('takes no bearer token that it once issued', async () => {
    const { call } = await signedIn();
    const guest = sessionOf(await call('POST /auth/guest'));
    platform.settings.requireDpop = true;
    const headers = { authorization: `Bearer ${guest.accessToken}` };

    expect((await call('GET /consumers/me', { headers })).error).toBe('dpop_proof_required');
    expect((await call('GET /consumers/me', { headers, key: dpopKey() })).error).toBe('dpop_proof_required');
  });

  it('asks nobody who needs no token', async () => {
    const { call } = await signedIn({ settings });

    expect((await call('GET /config')).status).toBe(200);
    expect((await call('POST /auth/otp/request', { body: { email: 'a@example.com' } })).status).toBe(200);
  });
});

describe('B4: what a refusal tells (RFC 9449 §7.1, §7.2)', () => {
  it.each<[string, { headers?: Record<string, string>; token?: string }, string]>([
    ['no token', {}, 'Bearer, DPoP algs="ES256 EdDSA"'],
    [
      'a bad bearer token',
      { headers: { authorization: 'Bearer x.y.z' } },
      'Bearer error="invalid_token", DPoP algs="ES256 EdDSA"',
    ],
  ])('%s', async (_, given, challenge) => {
    platform = createMockPlatform();

    const { status, headers } = await boundCaller(platform)('GET /consumers/me', given);

    expect([status, headers.get('www-authenticate')]).toEqual([401, challenge]);
  });
});

describe('B4: the hosted platform', () => {
  it('has none of it: a proof is not looked at, and DPoP is no way to show a token', async () => {
    platform = createMockPlatform({ profile: 'hosted' });
    const call = boundCaller(platform);
    const key = dpopKey();
    const guest = sessionOf(
      await call('POST /auth/guest', { key, changes: { claims: { htm: 'nonsense' } } }),
    );

    const named = await call('GET /consumers/me', { key, token: guest.accessToken });

    expect(guest).not.toHaveProperty('tokenType');
    expect(claimsOf(guest.accessToken)).not.toHaveProperty('cnf');
    expect([named.status, named.headers.get('www-authenticate')]).toEqual([401, null]);
  });
});
