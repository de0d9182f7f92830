import { createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { AuthenticationError } from '@fanfare/node';
import { authenticateRequest } from '@fanfare/node/authorization';
import { verifyConsumerToken } from '@fanfare/node/tokens';
import { manualClock } from '../support/manual-clock.js';
import { pageKey } from '../support/proof-maker.js';
import { base64url, goodClaims, goodHeader, makeToken, signToken, testKey } from '../support/token-maker.js';

// What people have done to the verifiers of others, each refused by a code and a reason of its own. Where the attacker is taken to
// have the platform's own key, only the form is what refuses the token.
const clock = manualClock();
const ed = testKey('EdDSA', 'ed-1');
const ec = testKey('ES256', 'ec-1');
const rsa = testKey('RS256', 'rsa-1');
const weakPair = generateKeyPairSync('rsa', { modulusLength: 1_024 });
const weak = { ...rsa, kid: 'weak-1', privateKey: weakPair.privateKey };
const weakJwk = { ...weakPair.publicKey.export({ format: 'jwk' }), kid: 'weak-1', alg: 'RS256', use: 'sig' };
const own = testKey('ES256', 'ec-1');
const claims = goodClaims(clock.now());
const good = makeToken(ed, goodHeader(ed), claims);
const [head = '', body = '', signature = ''] = good.split('.');
const fetchSpy = vi.fn<typeof fetch>();

const signed = (header: Record<string, unknown>, more: Record<string, unknown> = {}): string =>
  makeToken(ed, { ...goodHeader(ed), ...header }, { ...claims, ...more });
const raw = (header: string, payload: string): string =>
  signToken(ed, [header, payload].map((part) => Buffer.from(part).toString('base64url')).join('.'));
const ofHeader = (header: Record<string, unknown>): string =>
  makeToken(own, { ...goodHeader(own), ...header }, claims);

function symmetric(alg: string, secret: string | Buffer, kid: string): string {
  const input = `${base64url({ alg, typ: 'at+jwt', kid })}.${base64url(claims)}`;
  return `${input}.${createHmac(`sha${alg.slice(2)}`, secret)
    .update(input)
    .digest('base64url')}`;
}
const spki = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' });
const pem = (key: KeyObject): string => key.export({ format: 'pem', type: 'spki' }).toString();
const unsigned = (alg: string): string =>
  `${base64url({ alg, typ: 'at+jwt', kid: 'ed-1' })}.${body}.${signature}`;
const psychic = (bytes: Buffer): string =>
  `${base64url(goodHeader(ec))}.${base64url(claims)}.${bytes.toString('base64url')}`;
const order = Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551', 'hex');
const derSignature = (): Buffer =>
  sign('sha256', Buffer.from(`${base64url(goodHeader(ec))}.${base64url(claims)}`), ec.privateKey);
const claimText = JSON.stringify(claims).slice(1);
const headText = JSON.stringify(goodHeader(ed)).slice(1);

const attacks: readonly [string, string, string][] = [
  ['alg none, without a signature', `${base64url({ alg: 'none', kid: 'ed-1' })}.${body}.`, 'spelling'],
  ...['none', 'None', 'NONE', 'nOnE'].map((alg): [string, string, string] => [
    `alg ${alg}`,
    unsigned(alg),
    'algorithm',
  ]),
  ['alg that is missing', makeToken(ed, { typ: 'at+jwt', kid: 'ed-1' }, claims), 'algorithm'],
  ['alg that is a list', signed({ alg: ['EdDSA'] }), 'algorithm'],
  ['alg of Object.prototype', signed({ alg: 'toString' }), 'algorithm'],
  ['alg with white space', signed({ alg: 'EdDSA ' }), 'algorithm'],
  ['HS256 with the public key in PEM', symmetric('HS256', pem(rsa.publicKey), 'rsa-1'), 'algorithm'],
  [
    'HS256 with the public key in PEM and a space',
    symmetric('HS256', ` ${pem(rsa.publicKey)}`, 'rsa-1'),
    'algorithm',
  ],
  ['HS384 with the public key in DER', symmetric('HS384', spki(ec.publicKey), 'ec-1'), 'algorithm'],
  ['HS512 with an empty secret', symmetric('HS512', '', 'ed-1'), 'algorithm'],
  [
    'RS256 under the id of an EC key',
    makeToken({ ...rsa, kid: 'ec-1' }, { ...goodHeader(rsa), kid: 'ec-1' }, claims),
    'algorithm',
  ],
  [
    'PS256 under the id of an RSA key',
    makeToken(rsa, { ...goodHeader(rsa), alg: 'PS256' }, claims),
    'algorithm',
  ],
  ['a key in the header', ofHeader({ jwk: own.jwk }), 'embedded_key'],
  ['the address of a key set', ofHeader({ jku: 'https://evil.example/jwks.json' }), 'embedded_key'],
  ['the address of a certificate', ofHeader({ x5u: 'https://evil.example/x.pem' }), 'embedded_key'],
  ['a certificate in the header', ofHeader({ x5c: ['MIIB'] }), 'embedded_key'],
  ['a key of its own under a known id', ofHeader({}), 'signature'],
  ['a kid that is a path', signed({ kid: '../../../../dev/null' }), 'key_id'],
  ['a kid that is SQL', signed({ kid: "x' UNION SELECT 'secret" }), 'key_id'],
  ['a kid that is a command', signed({ kid: 'ed-1|/usr/bin/id' }), 'key_id'],
  ['a kid with a NUL', signed({ kid: 'ed-1\u0000' }), 'key_id'],
  ['a kid that is huge', signed({ kid: 'k'.repeat(257) }), 'key_id'],
  ['a kid that is a list', signed({ kid: ['ed-1'] }), 'key_id'],
  ['a kid that is an object', signed({ kid: { toString: 'ed-1' } }), 'key_id'],
  ['no kid', makeToken(ed, { alg: 'EdDSA', typ: 'at+jwt' }, claims), 'key_id'],
  ['a kid that looks like the known one', signed({ kid: 'еd-1' }), 'key_id'],
  ['a kid of Object.prototype', signed({ kid: 'constructor' }), 'unknown_key'],
  ['a psychic signature: r and s are 0', psychic(Buffer.alloc(64)), 'signature'],
  ['a psychic signature: r and s are the order', psychic(Buffer.concat([order, order])), 'signature'],
  ['a psychic signature in DER', psychic(Buffer.from('3006020100020100', 'hex')), 'signature'],
  ['a good signature in DER', psychic(derSignature()), 'signature'],
  ['a signature of zeros', `${head}.${body}.${Buffer.alloc(64).toString('base64url')}`, 'signature'],
  ['a signature without end', `${head}.${body}.${Buffer.alloc(512, 1).toString('base64url')}`, 'signature'],
  ['a name twice in the header', raw(`{"alg":"none",${headText}`, `{${claimText}`), 'repeated_names'],
  [
    'a name twice in the header, written apart',
    raw(`{"\\u0061lg":"none",${headText}`, `{${claimText}`),
    'repeated_names',
  ],
  ['a claim twice', raw(`{${headText}`, `{"sub":"csm_2",${claimText}`), 'repeated_names'],
  [
    'a claim twice inside of another',
    raw(`{${headText}`, `{"x":[{"a":1,"a" :2}],${claimText}`),
    'repeated_names',
  ],
  ['claims that are a list', raw(`{${headText}`, `[{${claimText}]`), 'claims'],
  ['claims with something behind them', raw(`{${headText}`, `{${claimText} {}`), 'claims'],
  ['claims with a byte order mark', raw(`{${headText}`, `\uFEFF{${claimText}`), 'claims'],
  ['a token inside of a token', signed({ cty: 'JWT' }), 'nested'],
  ['a header of an encrypted token', signed({ enc: 'A256GCM' }), 'nested'],
  ['a compressed token', signed({ zip: 'DEF' }), 'nested'],
  ['an encrypted token', `${head}.a.b.c.d`, 'spelling'],
  ['the type of another token', signed({ typ: 'JWT' }), 'type'],
  ['the type of a proof', signed({ typ: 'dpop+jwt' }), 'type'],
  ['a critical extension', signed({ crit: ['exp'] }), 'critical'],
  ['an empty list of critical extensions', signed({ crit: [] }), 'critical'],
  ['a payload that is not encoded', signed({ crit: ['b64'], b64: false }), 'critical'],
  ['more than 8192 characters', signed({}, { pad: 'x'.repeat(8_192) }), 'too_long'],
  ['ten megabytes', `${head}.${'A'.repeat(10_000_000)}.${signature}`, 'too_long'],
  ['padding', `${good}==`, 'spelling'],
  [
    'stray last bits',
    `${good.slice(0, -1)}${good.endsWith('A') ? 'B' : String.fromCharCode(good.charCodeAt(good.length - 1) + 1)}`,
    'spelling',
  ],
  ['the alphabet of base64', `${head}.${body}.${'+/'.repeat(43)}`, 'spelling'],
  ['a space in front', ` ${good}`, 'spelling'],
  ['a space inside', `${head} .${body}.${signature}`, 'spelling'],
  ['a new line at the end', `${good}\n`, 'spelling'],
  ['a zero-width space', `${good}\u200B`, 'spelling'],
  ['a full stop of another script', `${head}。${body}。${signature}`, 'spelling'],
  ['letters of full width', good.replace(/^e/, 'ｅ'), 'spelling'],
  ['a form with members', JSON.stringify({ protected: head, payload: body, signature }), 'spelling'],
  ['a weak RSA key', makeToken(weak, { ...goodHeader(weak) }, claims), 'weak_key'],
  ['no exp', signed({}, { exp: undefined }), 'claims'],
  ['an auth_time before all time', signed({}, { auth_time: -8_640_000_000_001 }), 'claims'],
  ['an exp without end', raw(`{${headText}`, `{${claimText.replace(/"exp":\d+/, '"exp":1e400')}`), 'claims'],
  ['a negative exp', signed({}, { exp: -1 }), 'expired'],
  [
    '__proto__ among the claims',
    raw(`{${headText}`, `{"__proto__":{"org":"org_2"},${claimText.replace('"org":"org_1",', '')}`),
    'claims',
  ],
  ['a bound token without its proof', signed({}, { cnf: { jkt: pageKey().thumbprint } }), 'proof_missing'],
  ['a binding to an embedded key', signed({}, { cnf: { jwk: own.jwk } }), 'confirmation'],
];

const codes: Readonly<Record<string, string>> = {
  expired: 'token_expired',
  proof_missing: 'dpop_proof_required',
};

function verify(token: string): Promise<unknown> {
  return verifyConsumerToken(token, {
    jwks: { keys: [ed.jwk, ec.jwk, rsa.jwk, weakJwk] } as never, // of more kinds than the platform has
    organizationId: 'org_1',
    clock,
    fetch: fetchSpy,
  });
}

describe('B10: attacks on the verifier of tokens', () => {
  it('begin with a token that is good', async () => {
    await expect(verify(good)).resolves.toMatchObject({ consumerId: 'csm_1' });
  });

  it.each(attacks)('are refused: %s', async (_, token, reason) => {
    const error: unknown = await verify(token).catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error).toMatchObject({ code: codes[reason] ?? 'invalid_token', details: { reason } });
    expect(fetchSpy).not.toHaveBeenCalled();
  });

  it('are told apart: every reason that a token can have is among them', () => {
    const tried = new Set(attacks.map(([, , reason]) => reason));

    expect([...tried].toSorted()).toEqual(
      ['algorithm', 'claims', 'confirmation', 'critical', 'embedded_key', 'expired', 'key_id', 'nested', 'proof_missing', 'repeated_names', 'signature', 'spelling', 'too_long', 'type', 'unknown_key', 'weak_key'], // prettier-ignore
    );
  });
});

describe('B10, D5: attacks on the header that carries a token', () => {
  it.each<[string, Record<string, string | string[]>, string]>([
    ['two of them', { authorization: [`Bearer ${good}`, 'Bearer other'] }, 'repeated'],
    ['two in different case', { authorization: `Bearer ${good}`, Authorization: 'Bearer other' }, 'repeated'],
    ['two in one', { authorization: `Bearer ${good}, Bearer other` }, 'repeated'],
    ['another scheme', { authorization: `Token ${good}` }, 'scheme'],
    ['no scheme', { authorization: good }, 'malformed'],
    ['no token', { authorization: 'Bearer ' }, 'malformed'],
    ['two tokens', { authorization: `Bearer ${good} ${good}` }, 'malformed'],
    ['a tab', { authorization: `Bearer\t${good}` }, 'malformed'],
    ['a new line', { authorization: `Bearer ${good}\r\nx-role: owner` }, 'malformed'],
    ['a space that does not break', { authorization: `Bearer\u00A0${good}` }, 'malformed'],
    ['none, and a token elsewhere', { 'x-access-token': good, cookie: `token=${good}` }, 'missing'],
  ])('are refused: %s', async (_, headers, reason) => {
    const seen = vi.fn();

    await expect(authenticateRequest({ headers }, { verify: seen })).rejects.toMatchObject({
      code: 'unauthorized',
      details: { reason },
    });
    expect(seen).not.toHaveBeenCalled();
  });
});
