import { describe, expect, it } from 'vitest';
import type { AuthSession } from '@fanfare/contract';
import { AuthenticationError } from '@fanfare/node';
import { verifyExternalToken, type VerifyExternalTokenOptions } from '@fanfare/node/tokens';
import { fakeIssuer } from '../support/fake-issuer.js';
import { manualClock } from '../support/manual-clock.js';
import { openMerchant } from '../support/open-merchant.js';
import type { Reply } from '../support/recording-server.js';
import { makeToken, testKey } from '../support/token-maker.js';

async function setUp(kind: Parameters<typeof fakeIssuer>[1] = {}) {
  const clock = manualClock();
  const idp = await fakeIssuer(() => clock.now(), kind);
  const verify = (token: string, changes: Partial<VerifyExternalTokenOptions> = {}) =>
    verifyExternalToken(token, { issuer: idp.issuer, audience: 'shop', clock, ...changes });
  return { clock, idp, verify, seconds: (offset: number) => Math.floor(clock.now() / 1_000) + offset };
}

describe('C13: a token of an identity provider', () => {
  it.each([
    ['RS256', ''],
    ['RS256', '/'],
    ['ES256', ''],
    ['EdDSA', '/'],
  ] as const)(
    'is verified with keys that discovery finds: %s, issuer ending with "%s"',
    async (alg, slash) => {
      const { idp, verify } = await setUp({ alg, slash });

      const user = await verify(idp.token({ email: 'a@shop.example', email_verified: true, name: 'Ada' }));

      expect(user).toMatchObject({
        issuer: idp.issuer,
        subject: 'user-42',
        email: 'a@shop.example',
        name: 'Ada',
      });
      expect(Object.isFrozen(user) && Object.isFrozen(user.claims)).toBe(true);
    },
  );

  it.each<[string, Record<string, unknown>, Partial<VerifyExternalTokenOptions>]>([
    ['the nonce of this sign-in', { nonce: 'n-1' }, { nonce: 'n-1' }],
    ['a nonce that nobody asks for', { nonce: 'n-1' }, {}],
    ['several audiences, for the party that is one of them', { aud: ['shop', 'other'], azp: 'shop' }, {}],
    [
      'a party and no audience, as with Clerk',
      { aud: undefined, azp: 'https://shop.example' },
      { audience: undefined, authorizedParties: ['https://shop.example'] },
    ],
  ])('may have %s', async (_, claims, options) => {
    const { idp, verify } = await setUp();

    await expect(verify(idp.token(claims), options)).resolves.toMatchObject({ subject: 'user-42' });
  });

  it('tells an e-mail address only where it is proven', async () => {
    const { idp, verify } = await setUp();

    for (const proof of [undefined, false, 'true', 1])
      expect(await verify(idp.token({ email: 'a@shop.example', email_verified: proof }))).not.toHaveProperty(
        'email',
      );
  });

  it.each<[string, Record<string, unknown>, Partial<VerifyExternalTokenOptions>, string]>([
    ['another issuer', { iss: 'https://evil.example' }, {}, 'issuer'],
    ['the issuer with a slash more', { iss: 'ISSUER/' }, {}, 'issuer'],
    ['another audience', { aud: 'other' }, {}, 'audience'],
    ['no audience', { aud: undefined }, {}, 'audience'],
    [
      'several audiences, for another party',
      { aud: ['shop', 'other'], azp: 'other' },
      {},
      'authorized_party',
    ],
    [
      'a party that is not among ours',
      { azp: 'https://evil.example' },
      { authorizedParties: ['https://shop.example'] },
      'authorized_party',
    ],
    [
      'no party where one is asked for',
      {},
      { authorizedParties: ['https://shop.example'] },
      'authorized_party',
    ],
    ['the nonce of another sign-in', { nonce: 'n-2' }, { nonce: 'n-1' }, 'nonce'],
    ['no nonce where one is asked for', {}, { nonce: 'n-1' }, 'nonce'],
    ['a binding that nobody can check', { cnf: { jkt: 'x' } }, {}, 'confirmation'],
    ['no subject', { sub: undefined }, {}, 'claims'],
    ['an empty subject', { sub: '' }, {}, 'claims'],
    ['a subject without end', { sub: 's'.repeat(256) }, {}, 'claims'],
    ['no end', { exp: undefined }, {}, 'claims'],
    ['no beginning', { iat: undefined }, {}, 'claims'],
    ['an end that has come', { exp: 1 }, {}, 'expired'],
    ['a beginning that has not', { nbf: 9_999_999_999 }, {}, 'not_yet_valid'],
  ])('is refused with %s', async (_, claims, options, reason) => {
    const { idp, verify } = await setUp();
    const given = claims['iss'] === 'ISSUER/' ? { iss: `${idp.issuer}/` } : claims;
    const error: unknown = await verify(idp.token(given), options).catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error).toMatchObject({ details: { reason } });
  });

  it.each<[string, Record<string, unknown>, Partial<VerifyExternalTokenOptions>, string]>([
    ['another type', { typ: 'dpop+jwt' }, {}, 'type'],
    ['the type of a logout', { typ: 'logout+jwt' }, {}, 'type'],
    ['another type than is asked for', {}, { type: 'at+jwt' }, 'type'],
    ['a key of its own', { jku: 'https://evil.example/keys' }, {}, 'embedded_key'],
    ['no algorithm', { alg: 'none' }, {}, 'algorithm'],
    ['a symmetric algorithm', { alg: 'HS256' }, {}, 'algorithm'],
    ['another key id', { kid: 'idp-2' }, {}, 'unknown_key'],
  ])('is refused with a header of %s', async (_, header, options, reason) => {
    const { idp, verify } = await setUp();

    await expect(verify(idp.token({}, header), options)).rejects.toMatchObject({ details: { reason } });
  });

  it('is refused with the signature of another key', async () => {
    const { idp, verify } = await setUp();
    const stranger = testKey('RS256', 'idp-1');

    await expect(verify(idp.token({}, {}, stranger))).rejects.toMatchObject({
      details: { reason: 'signature' },
    });
  });

  it.each<[string, object, RegExp]>([
    ['neither audience nor parties', { audience: undefined }, /audience or authorizedParties/],
    ['no parties', { authorizedParties: [] }, /authorizedParties/],
    ['plain http', { issuer: 'http://idp.example' }, /issuer must start with https/],
    ['an issuer with a query', { issuer: 'https://idp.example?x' }, /issuer must have neither/],
    ['no issuer', { issuer: undefined }, /issuer/],
    ['an unknown option', { keys: [] }, /no option "keys"/],
    ['too much tolerance', { clockToleranceSeconds: 301 }, /clockToleranceSeconds/],
  ])('needs expectations that protect: %s', async (_, changes, message) => {
    const { idp, verify } = await setUp();

    await expect(verify(idp.token(), changes)).rejects.toThrow(message);
  });
});

describe('C13: what an identity provider says about itself', () => {
  it('is asked once for all, and the keys again after ten minutes', async () => {
    const { idp, verify, clock } = await setUp();

    await Promise.all(Array.from({ length: 50 }, () => verify(idp.token())));
    expect(idp.asked()).toEqual({ configuration: 1, keys: 1 });
    clock.set(clock.now() + 600_000);
    await verify(idp.token());
    expect(idp.asked()).toEqual({ configuration: 1, keys: 2 });
  });

  it('is asked once more for a thousand keys that nobody knows', async () => {
    const { idp, verify, clock } = await setUp();
    await verify(idp.token());
    clock.set(clock.now() + 30_000);

    const made = Array.from({ length: 1_000 }, (_, index) =>
      verify(idp.token({}, { kid: `made-up-${index}` })),
    );
    const outcomes = await Promise.allSettled(made);

    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
    expect(idp.asked()).toEqual({ configuration: 1, keys: 2 });
  });

  it('is not needed for an hour and longer while it is away', async () => {
    const { idp, verify, clock } = await setUp();
    await verify(idp.token());
    idp.answers.configuration = { status: 503 };
    idp.answers.keys = { status: 503 };

    for (let minutes = 0; minutes < 90; minutes += 10) {
      clock.set(clock.now() + 600_000);
      await expect(verify(idp.token())).resolves.toBeDefined();
    }
  });

  it.each<[string, (issuer: string) => Reply, string]>([
    [
      'another issuer',
      (issuer) => ({ json: { issuer: `${issuer}/`, jwks_uri: `${issuer}/keys` } }),
      'invalid_response',
    ],
    ['no issuer', (issuer) => ({ json: { jwks_uri: `${issuer}/keys` } }), 'invalid_response'],
    [
      'keys in plain text',
      (issuer) => ({ json: { issuer, jwks_uri: 'http://idp.example/keys' } }),
      'invalid_response',
    ],
    [
      'keys in a file',
      (issuer) => ({ json: { issuer, jwks_uri: 'file:///etc/passwd' } }),
      'invalid_response',
    ],
    ['no keys', (issuer) => ({ json: { issuer } }), 'invalid_response'],
    [
      'a redirect',
      () => ({ status: 302, headers: { location: 'https://evil.example' } }),
      'redirect_refused',
    ],
    ['a page', () => ({ text: '<html>' }), 'invalid_response'],
    ['null', () => ({ text: 'null' }), 'invalid_response'],
    ['more than 256 KiB', (issuer) => ({ json: { issuer, pad: 'x'.repeat(262_144) } }), 'invalid_response'],
    ['an error', () => ({ status: 500 }), 'invalid_response'],
  ])('is not taken for granted: %s', async (_, configuration, code) => {
    const { idp, verify } = await setUp();
    idp.answers.configuration = configuration(idp.issuer);
    const error: unknown = await verify(idp.token()).catch((thrown: unknown) => thrown);

    expect(error).not.toBeInstanceOf(AuthenticationError);
    expect(error).toMatchObject({ code });
    expect(idp.asked().keys).toBe(0);
  });
});

describe('C13: what an identity provider names as the address of its keys', () => {
  const key = testKey('ES256', 'k-1');
  const ask = async (issuer: string, jwksUri: string) => {
    const asked: string[] = [];
    const fetch: typeof globalThis.fetch = async (input) => {
      asked.push(new Request(input).url);
      return Response.json({ issuer, jwks_uri: jwksUri, keys: [key.jwk] });
    };
    const token = makeToken(key, { alg: 'ES256', kid: 'k-1' }, { iss: issuer, sub: 'u' });
    const options = { issuer, audience: 'shop', clock: manualClock(), fetch };
    const error: unknown = await verifyExternalToken(token, options).catch((thrown: unknown) => thrown);
    return { asked, error };
  };

  it.each([
    'http://127.0.0.1:6379/',
    'http://localhost/keys',
    'http://[::1]:8080/keys',
    'https://127.0.0.1/keys',
    'https://localhost./keys',
  ])('is not asked at where a provider elsewhere points at this machine: %s', async (jwksUri) => {
    const { asked, error } = await ask('https://idp.example', jwksUri);

    expect(error).toMatchObject({ code: 'invalid_response' });
    expect(asked).toEqual(['https://idp.example/.well-known/openid-configuration']);
  });

  it.each([
    ['https://idp.example', 'https://keys.example/set?tenant=1'],
    ['http://localhost:9000', 'http://127.0.0.1:9000/keys'],
  ])('is asked at otherwise: %s', async (issuer, jwksUri) => {
    const { asked, error } = await ask(issuer, jwksUri);

    expect(asked[1]).toBe(jwksUri);
    expect(error).toBeInstanceOf(AuthenticationError);
  });
});

describe('C13: signing in with a token of an identity provider', () => {
  async function open() {
    const merchant = openMerchant();
    const idp = await fakeIssuer(() => merchant.platform.clock.now());
    const authorize = (token: string, more: object = {}) =>
      merchant.fanfare.external.authorizeToken({
        ...{ token, provider: 'auth0', issuer: idp.issuer, audience: 'shop', fetch: globalThis.fetch },
        ...more,
      });
    const exchange = async (exchangeCode: string): Promise<AuthSession> => {
      const { platform, shop } = merchant;
      const answer = await platform.fetch(`${platform.origin}/consumer/api/auth/external/exchange`, {
        method: 'POST',
        headers: { 'x-publishable-key': shop.keys.test.publishable, 'content-type': 'application/json' },
        body: JSON.stringify({ exchangeCode }),
      });
      expect(answer.status).toBe(200);
      return (await answer.json()) as AuthSession;
    };
    return { ...merchant, idp, authorize, exchange };
  }

  it('leads to a session of the consumer who belongs to the user, and to the same one again', async () => {
    const { idp, authorize, exchange } = await open();
    const claims = { email: 'Ada@shop.example', email_verified: true, nonce: 'n-1' };

    const first = await authorize(idp.token(claims), { nonce: 'n-1' });
    const again = await authorize(idp.token(claims));
    const other = await authorize(idp.token({ sub: 'user-43' }));

    const [ada, same, bob] = [
      await exchange(first.exchangeCode),
      await exchange(again.exchangeCode),
      await exchange(other.exchangeCode),
    ];
    expect([first.resolution, again.resolution, other.resolution]).toEqual([
      'created',
      'existing',
      'created',
    ]);
    expect(ada.session).toMatchObject({ email: 'ada@shop.example' });
    expect(same.session.consumerId).toBe(ada.session.consumerId);
    expect(bob.session.consumerId).not.toBe(ada.session.consumerId);
  });

  it.each<[string, Record<string, unknown>, object]>([
    ['issuer', { iss: 'https://evil.example' }, {}],
    ['audience', { aud: 'other' }, {}],
    ['nonce', { nonce: 'n-2' }, { nonce: 'n-1' }],
  ])('leads to nothing with another %s, and the platform is not asked', async (reason, claims, more) => {
    const { idp, authorize, calls } = await open();

    await expect(authorize(idp.token(claims), more)).rejects.toMatchObject({
      code: 'invalid_token',
      details: { reason },
    });
    expect(calls('auth.authorizeExternal')).toBe(0);
  });

  it('needs a name for the provider', async () => {
    const { idp, authorize } = await open();

    await expect(authorize(idp.token(), { provider: '' })).rejects.toMatchObject({ code: 'invalid_options' });
  });
});
