import { createHmac, createVerify, verify as verifyBytes } from 'node:crypto';
import fc from 'fast-check';
import jsonwebtoken from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import { AuthenticationError, OptionsError } from '@fanfare/node';
import { verifyConsumerToken, type VerifyConsumerTokenOptions } from '@fanfare/node/tokens';
import { manualClock } from '../support/manual-clock.js';
import {
  base64url,
  goodClaims,
  goodHeader,
  makeToken,
  testKey,
  type TestKey,
} from '../support/token-maker.js';

const ed = testKey('EdDSA', 'ed-1');
const rsa = testKey('RS256', 'rsa-1');
const ec = testKey('ES256', 'ec-1');
const stranger = testKey('EdDSA', 'ed-1');
const clock = manualClock();
const options: VerifyConsumerTokenOptions = {
  jwks: { keys: [ed.jwk, ec.jwk, rsa.jwk] },
  organizationId: 'org_1',
  clock,
};

const claims = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  ...goodClaims(clock.now()),
  ...changes,
});
const token = (
  changes: Record<string, unknown> = {},
  header: Record<string, unknown> = {},
  key: TestKey = ed,
): string => makeToken(key, { ...goodHeader(key), ...header }, claims(changes));
const seconds = (offset: number): number => Math.floor(clock.now() / 1_000) + offset;

async function refusal(
  value: string,
  changes: Partial<VerifyConsumerTokenOptions> = {},
): Promise<AuthenticationError> {
  const error: unknown = await verifyConsumerToken(value, { ...options, ...changes }).then(
    (consumer) => new Error(`accepted: ${JSON.stringify(consumer)}`),
    (reason: unknown) => reason,
  );
  if (error instanceof AuthenticationError) return error;
  throw error;
}

describe('B10: good tokens', () => {
  it.each([ed, ec, rsa])('are accepted: $alg', async (key) => {
    await expect(verifyConsumerToken(token({}, {}, key), options)).resolves.toEqual({
      consumerId: 'csm_1',
      organizationId: 'org_1',
      sessionId: 'ses_1',
      isGuest: false,
      email: 'a@shop.example',
      expiresAt: new Date(seconds(3_600) * 1_000).toISOString(),
      sessionChecked: false,
    });
  });

  it.each<[string, Record<string, unknown>, boolean]>([
    ['who says so', { isGuest: true, email: undefined }, true],
    ['without an address', { isGuest: undefined, email: undefined }, true],
    ['with an address', { isGuest: undefined }, false],
  ])('tell a guest: %s', async (_, changes, isGuest) => {
    await expect(verifyConsumerToken(token(changes), options)).resolves.toMatchObject({ isGuest });
  });

  it('may have our audience among others, and a content type as type', async () => {
    const value = token({ aud: ['other', 'fanfare:consumer'] }, { typ: 'application/at+jwt' });

    await expect(verifyConsumerToken(value, options)).resolves.toMatchObject({ consumerId: 'csm_1' });
  });

  it('may lack the audience on the hosted platform only, and never have another one', async () => {
    const hosted = { profile: 'hosted' } as const;

    await expect(
      verifyConsumerToken(token({ aud: undefined }), { ...options, ...hosted }),
    ).resolves.toBeDefined();
    await expect(refusal(token({ aud: 'other' }), hosted)).resolves.toMatchObject({
      details: { reason: 'audience' },
    });
    await expect(
      refusal(token({ aud: undefined }), { ...hosted, audience: 'fanfare:consumer' }),
    ).resolves.toBeDefined();
  });

  it('are good within five seconds of difference between the clocks', async () => {
    await expect(verifyConsumerToken(token({ exp: seconds(-4) }), options)).resolves.toBeDefined();
    await expect(verifyConsumerToken(token({ nbf: seconds(5) }), options)).resolves.toBeDefined();
    await expect(refusal(token({ exp: seconds(-4) }), { clockToleranceSeconds: 0 })).resolves.toBeDefined();
  });
});

describe('B10: the mode of a token', () => {
  const [test, live, untold] = [token({ mode: 'test' }), token({ mode: 'live' }), token({ mode: undefined })];

  it.each(['full', 'hosted'] as const)('has to be the one that is expected: profile %s', async (profile) => {
    await expect(verifyConsumerToken(live, { ...options, profile, mode: 'live' })).resolves.toBeDefined();
    for (const [value, mode] of [
      [test, 'live'],
      [live, 'test'],
    ] as const) {
      await expect(refusal(value, { profile, mode })).resolves.toMatchObject({
        code: 'invalid_token',
        details: { reason: 'mode' },
      });
    }
  });

  it('may be untold on the hosted platform only', async () => {
    await expect(
      verifyConsumerToken(untold, { ...options, profile: 'hosted', mode: 'live' }),
    ).resolves.toBeDefined();
    await expect(refusal(untold, { mode: 'live' })).resolves.toMatchObject({ details: { reason: 'mode' } });
  });

  it('does not matter where none is expected, but has to be one', async () => {
    for (const value of [test, live, untold]) {
      await expect(verifyConsumerToken(value, options)).resolves.toBeDefined();
    }
    await expect(refusal(token({ mode: 'Live' }))).resolves.toMatchObject({ details: { reason: 'claims' } });
  });
});

const unsigned = `${base64url({ alg: 'none', typ: 'at+jwt', kid: 'ed-1' })}.${base64url(claims())}.`;
const hs256 = (key: TestKey): string => {
  const input = `${base64url({ alg: 'HS256', typ: 'at+jwt', kid: key.kid })}.${base64url(claims())}`;
  const secret = key.publicKey.export({ format: 'pem', type: 'spki' });
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
};
const [head = '', body = '', signature = ''] = token().split('.');

describe('B10: bad tokens', () => {
  it.each<[string, string, string]>([
    ['alg none', unsigned, 'spelling'],
    [
      'alg none with a signature',
      makeToken(ed, { alg: 'none', kid: 'ed-1', typ: 'at+jwt' }, claims()),
      'algorithm',
    ],
    ['HS256 with the public key as the secret', hs256(ed), 'algorithm'],
    ['an algorithm outside the list', token({}, { alg: 'ES384' }), 'algorithm'],
    ['an algorithm in the wrong case', token({}, { alg: 'eddsa' }), 'algorithm'],
    [
      'ES256 under the id of an EdDSA key',
      makeToken(ec, { alg: 'ES256', kid: 'ed-1', typ: 'at+jwt' }, claims()),
      'algorithm',
    ],
    ['another key under a known id', token({}, {}, stranger), 'signature'],
    ['an unknown key id', token({}, { kid: 'ed-2' }), 'unknown_key'],
    ['no key id', token({}, { kid: undefined }), 'key_id'],
    ['an empty key id', token({}, { kid: '' }), 'key_id'],
    ['a key of its own', token({}, { kid: undefined, jwk: stranger.jwk }), 'embedded_key'],
    ['a critical extension', token({}, { crit: ['exp'], exp: 1 }), 'critical'],
    ['a critical extension that JWT libraries know', token({}, { crit: ['b64'], b64: true }), 'critical'],
    ['an unencoded payload', token({}, { crit: ['b64'], b64: false }), 'critical'],
    ['another type', token({}, { typ: 'JWT' }), 'type'],
    ['no type', token({}, { typ: undefined }), 'type'],
    ['another issuer', token({ iss: 'consumer-app.example' }), 'issuer'],
    ['no issuer', token({ iss: undefined }), 'issuer'],
    ['another audience', token({ aud: 'fanfare:admin' }), 'audience'],
    ['an empty list of audiences', token({ aud: [] }), 'audience'],
    ['no audience', token({ aud: undefined }), 'audience'],
    ['no exp', token({ exp: undefined }), 'claims'],
    ['an exp that is text', token({ exp: '9999999999' }), 'claims'],
    ['an exp that no date can hold', token({ exp: 9_000_000_000_000 }), 'claims'],
    ['no iat', token({ iat: undefined }), 'claims'],
    ['no jti', token({ jti: undefined }), 'claims'],
    ['no session', token({ sid: undefined }), 'claims'],
    ['an empty subject', token({ sub: '' }), 'claims'],
    ['a subject that is a number', token({ sub: 7 }), 'claims'],
    ['two subjects', token({ consumerId: 'csm_2' }), 'claims'],
    ['two organizations', token({ organizationId: 'org_2' }), 'claims'],
    ['a guest that is text', token({ isGuest: 'false' }), 'claims'],
    ['an address that is a list', token({ email: ['a@shop.example'] }), 'claims'],
    ['nbf in the future', token({ nbf: seconds(6) }), 'not_yet_valid'],
    ['exp in the past', token({ exp: seconds(-5) }), 'expired'],
    ['another organization', token({ org: 'org_2', organizationId: 'org_2' }), 'organization'],
    [
      'changed claims',
      `${head}.${base64url(claims({ sub: 'csm_2', consumerId: 'csm_2' }))}.${signature}`,
      'signature',
    ],
    ['an empty signature', `${head}.${body}.`, 'spelling'],
    ['a space', ` ${head}.${body}.${signature}`, 'spelling'],
    ['a newline at the end', `${head}.${body}.${signature}\n`, 'spelling'],
    ['padding', `${head}.${body}.${signature}==`, 'spelling'],
    ['the alphabet of base64', `${head}.${body}.${signature.slice(0, -3)}+/A`, 'spelling'],
    ['four parts', `${head}.${body}.${signature}.${signature}`, 'spelling'],
    ['five parts', 'a.b.c.d.e', 'spelling'],
    ['nothing', '', 'spelling'],
    ['no text at all', undefined as unknown as string, 'spelling'],
    ['more than 8192 characters', token({ note: 'x'.repeat(7_000) }), 'too_long'],
    ['a header that is a list', `${base64url([])}.${body}.${signature}`, 'header'],
    ['a header that is null', `${base64url(null)}.${body}.${signature}`, 'header'],
    ['a header that is not JSON', `${Buffer.from('{').toString('base64url')}.${body}.${signature}`, 'header'],
    [
      'a header that is not UTF-8',
      `${Buffer.from([0x22, 0xff, 0x22]).toString('base64url')}.${body}.${signature}`,
      'header',
    ],
  ])('are refused: %s', async (_, value, reason) => {
    const error = await refusal(value);

    expect(error).toMatchObject({
      code: reason === 'expired' ? 'token_expired' : 'invalid_token',
      details: { reason },
      retryable: false,
    });
    for (const part of String(value)
      .split('.')
      .filter((text) => text.length > 20)) {
      expect(`${error.message}${error.stack}${JSON.stringify(error)}${String(error.cause)}`).not.toContain(
        part,
      );
    }
  });

  it('have one spelling: every other one of the same bytes is refused', async () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    // 64 bytes of signature leave four unused bits in the last character.
    const others = [...alphabet]
      .map((last) => `${signature.slice(0, -1)}${last}`)
      .filter((text) => text !== signature);
    const same = others.filter((text) =>
      Buffer.from(text, 'base64url').equals(Buffer.from(signature, 'base64url')),
    );

    expect(same).toHaveLength(15);
    for (const other of same) {
      await expect(refusal(`${head}.${body}.${other}`)).resolves.toMatchObject({
        details: { reason: 'spelling' },
      });
    }
  });

  it('whatever one character is changed', async () => {
    const good = token();
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.constantFrom(...'AZaz09-_.=+ '), async (at, character) => {
        fc.pre(good[at] !== character);

        const error = await refusal(good.slice(0, at) + character + good.slice(at + 1));

        expect(['invalid_token', 'token_expired']).toContain(error.code);
      }),
      { numRuns: 150 },
    );
  });
});

describe('B10: a second opinion', () => {
  const cases: readonly [string, Record<string, unknown>, Record<string, unknown>][] = [
    ['good', {}, {}],
    ['expired', { exp: seconds(-60) }, {}],
    ['not yet valid', { nbf: seconds(60) }, {}],
    ['issuer', { iss: 'other' }, {}],
    ['audience', { aud: 'other' }, {}],
    ['audiences', { aud: ['x', 'fanfare:consumer'] }, {}],
    ['algorithm', {}, { alg: 'HS256' }],
  ];

  it.each(cases)('jsonwebtoken agrees on ES256: %s', async (_, changes, header) => {
    for (const value of [token(changes, header, ec), `${token(changes, header, ec).slice(0, -6)}AAAAAA`]) {
      const ours = await verifyConsumerToken(value, options).then(
        () => true,
        () => false,
      );
      const theirs = accepts(() =>
        jsonwebtoken.verify(value, ec.publicKey.export({ format: 'pem', type: 'spki' }).toString(), {
          algorithms: ['ES256'],
          issuer: 'consumer-app',
          audience: 'fanfare:consumer',
          clockTimestamp: seconds(0),
          clockTolerance: 5,
        }),
      );

      expect(ours).toBe(theirs);
    }
  });

  it('jsonwebtoken makes tokens that are accepted', async () => {
    const value = jsonwebtoken.sign(claims(), ec.privateKey, {
      algorithm: 'ES256',
      header: { alg: 'ES256', typ: 'at+jwt', kid: 'ec-1' },
    });

    await expect(verifyConsumerToken(value, options)).resolves.toMatchObject({ consumerId: 'csm_1' });
  });

  it('node:crypto agrees on the signatures of both algorithms', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(ed, ec), fc.nat(63), fc.boolean(), async (key, at, broken) => {
        const [first = '', second = '', third = ''] = token({}, {}, key).split('.');
        const bytes = Buffer.from(third, 'base64url');
        if (broken) bytes[at] = (bytes[at] ?? 0) ^ 1;
        const input = Buffer.from(`${first}.${second}`);

        const ours = await verifyConsumerToken(
          `${first}.${second}.${bytes.toString('base64url')}`,
          options,
        ).then(
          () => true,
          () => false,
        );
        const theirs =
          key.alg === 'EdDSA'
            ? verifyBytes(null, input, key.publicKey, bytes)
            : createVerify('sha256')
                .update(input)
                .verify({ key: key.publicKey, dsaEncoding: 'ieee-p1363' }, bytes);

        expect(ours).toBe(theirs);
        expect(ours).toBe(!broken);
      }),
      { numRuns: 40 },
    );
  });
});

function accepts(run: () => unknown): boolean {
  try {
    run();
    return true;
  } catch {
    return false;
  }
}

describe('the options of verifyConsumerToken', () => {
  it.each<[string, Record<string, unknown>, RegExp]>([
    ['no organization', { organizationId: undefined }, /organizationId is needed/],
    ['an empty organization', { organizationId: '' }, /organizationId is needed/],
    ['no keys', { jwks: undefined }, /either jwksUrl or jwks/],
    ['two sources of keys', { jwksUrl: 'https://a.example/jwks' }, /either jwksUrl or jwks/],
    ['keys that are none', { jwks: { keys: 'x' } }, /jwks must be a JWK set/],
    ['http', { jwks: undefined, jwksUrl: 'http://a.example/jwks' }, /jwksUrl must start with https/],
    ['an unknown option', { algorithms: ['none'] }, /no option "algorithms"/],
    ['an unknown profile', { profile: 'mine' }, /profile must be/],
    ['a negative tolerance', { clockToleranceSeconds: -1 }, /clockToleranceSeconds/],
    ['a tolerance that outlives tokens', { clockToleranceSeconds: 301 }, /clockToleranceSeconds .* 300/],
    ['keys that can verify nothing', { jwks: { keys: [] } }, /jwks .*no key/],
    ['a clock that tells no time', { clock: {} }, /clock must have the methods now, setTimeout/],
    ['an issuer that is a list', { issuer: ['a'] }, /issuer must be a string/],
    ['an empty audience', { audience: '' }, /audience must be a string/],
  ])('are checked: %s', async (_, changes, message) => {
    const given = { ...options, ...changes } as VerifyConsumerTokenOptions;

    await expect(verifyConsumerToken(token(), given)).rejects.toThrow(OptionsError);
    await expect(verifyConsumerToken(token(), given)).rejects.toThrow(message);
  });
});
