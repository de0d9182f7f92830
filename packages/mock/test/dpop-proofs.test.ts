import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkClaims, type ProvedCall } from '../src/auth/dpop/check-claims.js';
import { readProof } from '../src/auth/dpop/read-proof.js';
import { dpopKey, thumbprintOf, type ProofChanges } from './support/dpop-key.js';

const key = dpopKey();
const edKey = dpopKey('EdDSA');
const now = Date.parse('2026-11-22T10:00:00Z');
const seconds = now / 1000;
const token = 'eyJ.access.token';
const url = 'https://api.fanfare.example/consumer/api/consumers/me';
const method = 'GET';
const made = { method, url, now, token };
const call: ProvedCall = { method, url, now, isGoodNonce: undefined, token: { value: token, isNamed: true } };

async function check(text: string, changes: Partial<ProvedCall> = {}): Promise<string> {
  const proof = await readProof(text);
  checkClaims(proof, { ...call, ...changes });
  return proof.key;
}

async function refusal(text: string, changes?: Partial<ProvedCall>): Promise<unknown> {
  return check(text, changes).then(
    (accepted) => ({ accepted }),
    (error: unknown) => error,
  );
}

const hash = (text: string): string => createHash('sha256').update(text).digest('base64url');

describe('B4: a good proof', () => {
  it.each([key, edKey])('tells its key: %#', async (each) => {
    expect(await check(each.prove(made))).toBe(each.thumbprint);
  });

  it.each<[string, ProofChanges]>([
    ['300 seconds old', { claims: { iat: seconds - 300 } }],
    ['60 seconds ahead', { claims: { iat: seconds + 60 } }],
    ['its address written another way', { claims: { htu: url.replace('https://api', 'HTTPS://API') } }],
    [
      'its address with the port that it has anyway',
      { claims: { htu: url.replace('example', 'example:443') } },
    ],
    ['members of its key that mean nothing', { header: { jwk: { ...key.jwk, kid: 'k', use: 'sig' } } }],
    ['claims of its own', { claims: { anything: true } }],
    ['good for longer than now', { claims: { exp: seconds + 1, nbf: seconds } }],
  ])('may be %s', async (_, changes) => {
    expect(await check(key.prove(made, changes))).toBe(key.thumbprint);
  });

  it('need not name a token that goes behind Bearer, but must name no other', async () => {
    const bearer = { token: { value: token, isNamed: false } };

    expect(await check(key.prove({ ...made, token: undefined }), bearer)).toBe(key.thumbprint);
    expect(await refusal(key.prove({ ...made, token: 'other' }), bearer)).toMatchObject({
      code: 'dpop_proof_invalid',
    });
  });
});

const broken: readonly (readonly [string, ProofChanges])[] = [
  ['another typ', { header: { typ: 'JWT' } }],
  ['no typ', { header: { typ: undefined } }],
  ['alg none', { header: { alg: 'none' } }],
  ['a symmetric alg', { header: { alg: 'HS256' } }],
  ['an alg that is not on the list', { header: { alg: 'RS256' } }],
  ['the alg of another kind of key', { header: { alg: 'EdDSA' } }],
  ['no alg', { header: { alg: undefined } }],
  ['a critical header', { header: { crit: ['b64'], b64: true } }],
  ['no key', { header: { jwk: undefined } }],
  ['a key that is a text', { header: { jwk: 'key' } }],
  ['a private key', { header: { jwk: key.privateJwk } }],
  ['a symmetric key', { header: { jwk: { kty: 'oct', k: 'c2VjcmV0' } } }],
  ['a public key with a symmetric member', { header: { jwk: { ...key.jwk, k: 'c2VjcmV0' } } }],
  ['a key on another curve', { header: { jwk: { ...key.jwk, crv: 'P-384' } } }],
  ['a key that is no point of the curve', { header: { jwk: { ...key.jwk, x: key.jwk.y } } }],
  ['half a key', { header: { jwk: { ...key.jwk, y: undefined } } }],
  ['the key of somebody else', { header: { jwk: dpopKey().jwk } }],
  ['the signature of somebody else', { signer: dpopKey() }],
  ['another method', { claims: { htm: 'POST' } }],
  ['the method in small letters', { claims: { htm: 'get' } }],
  ['no method', { claims: { htm: undefined } }],
  ['another host', { claims: { htu: url.replace('fanfare', 'evil') } }],
  ['another scheme', { claims: { htu: url.replace('https', 'http') } }],
  ['another path', { claims: { htu: `${url}/` } }],
  ['a query', { claims: { htu: `${url}?a=1` } }],
  ['a fragment', { claims: { htu: `${url}#a` } }],
  ['a user', { claims: { htu: url.replace('//', '//me@') } }],
  ['no address', { claims: { htu: undefined } }],
  ['an address that is none', { claims: { htu: '/consumers/me' } }],
  ['an old age', { claims: { iat: seconds - 301 } }],
  ['a time ahead', { claims: { iat: seconds + 61 } }],
  ['a time in milliseconds', { claims: { iat: now } }],
  ['a time as a text', { claims: { iat: String(seconds) } }],
  ['a time with a fraction', { claims: { iat: seconds + 0.5 } }],
  ['no time', { claims: { iat: undefined } }],
  ['an end that has come', { claims: { exp: seconds } }],
  ['a beginning that has not', { claims: { nbf: seconds + 61 } }],
  ['an end that is a text', { claims: { exp: 'never' } }],
  ['no id', { claims: { jti: undefined } }],
  ['an empty id', { claims: { jti: '' } }],
  ['an id that is a number', { claims: { jti: 1 } }],
  ['an id without end', { claims: { jti: 'x'.repeat(129) } }],
  ['no hash of the token', { claims: { ath: undefined } }],
  ['the hash of another token', { claims: { ath: hash('other') } }],
  ['the token in place of its hash', { claims: { ath: token } }],
];

describe('B4: a broken proof is refused', () => {
  it.each(broken)('with %s', async (_, changes) => {
    expect(await refusal(key.prove(made, changes))).toMatchObject({ code: 'dpop_proof_invalid' });
  });

  it.each<[string, (proof: string) => string]>([
    ['two of them', (proof) => `${proof}, ${key.prove(made)}`],
    ['none', () => ''],
    ['one without a signature', (proof) => `${proof.split('.').slice(0, 2).join('.')}.`],
    ['one of four parts', (proof) => `${proof}.x`],
    ['one with padding', (proof) => `${proof}=`],
    ['one that is longer than any', () => key.prove(made, { claims: { pad: 'x'.repeat(4096) } })],
    ['one whose header is a list', (proof) => `W10${proof.slice(proof.indexOf('.'))}`],
    ['one whose claims are a list', (proof) => listFor(proof)],
  ])('%s', async (_, spoil) => {
    expect(await refusal(spoil(key.prove(made)))).toMatchObject({ code: 'dpop_proof_invalid' });
  });

  it('without the nonce that is demanded, and says that this is why', async () => {
    const demanded = { isGoodNonce: (nonce: string) => nonce === 'n' };

    for (const nonce of [undefined, 'm'])
      expect(await refusal(key.prove({ ...made, nonce }), demanded)).toMatchObject({
        code: 'use_dpop_nonce',
      });
    expect(await check(key.prove({ ...made, nonce: 'n' }), demanded)).toBe(key.thumbprint);
  });

  it('with whatever character or bit is changed', async () => {
    const kinds = fc.constantFrom(key, edKey);
    const letters = fc.constantFrom(
      ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ ',
    );

    await fc.assert(
      fc.asyncProperty(kinds, fc.nat(), letters, fc.nat(2), async (each, at, letter, how) => {
        const proof = each.prove(made);
        const place = at % proof.length;
        const [left, right] = [proof.slice(0, place), proof.slice(place)];
        const changed = [left + letter + right.slice(1), left + letter + right, left + right.slice(1)][how];
        fc.pre(changed !== proof);

        expect(await refusal(changed ?? '')).toMatchObject({ code: 'dpop_proof_invalid' });
      }),
      { numRuns: 300 },
    );
  });

  it('with any header and any claims that somebody else signed', async () => {
    const thief = dpopKey();

    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), async (more) => {
        const proof = key.prove(made, { header: { ...more, jwk: key.jwk, alg: 'ES256' }, signer: thief });

        expect(await refusal(proof)).toMatchObject({ code: 'dpop_proof_invalid' });
      }),
      { numRuns: 100 },
    );
  });
});

function listFor(proof: string): string {
  const text = `${proof.slice(0, proof.indexOf('.'))}.W10`;
  return `${text}.${key.sign(text)}`;
}

describe('B4: the examples of the RFCs', () => {
  // RFC 9449 §4.1 and §7.1, with the thumbprint of §6.1.
  const thumbprint = '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I';
  const header =
    'eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19';

  it('hold for a request for tokens', async () => {
    const proof = `${header}.eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg`;
    const at = { url: 'https://server.example.com/token', now: 1_562_262_616_000, token: undefined };

    expect(await check(proof, { ...at, method: 'POST' })).toBe(thumbprint);
    expect(await refusal(proof, { ...at, method: 'GET' })).toMatchObject({ code: 'dpop_proof_invalid' });
  });

  it('hold for a call with a token', async () => {
    const proof = `${header}.eyJqdGkiOiJlMWozVl9iS2ljOC1MQUVCIiwiaHRtIjoiR0VUIiwiaHR1IjoiaHR0cHM6Ly9yZXNvdXJjZS5leGFtcGxlLm9yZy9wcm90ZWN0ZWRyZXNvdXJjZSIsImlhdCI6MTU2MjI2MjYxOCwiYXRoIjoiZlVIeU8ycjJaM0RaNTNFc05yV0JiMHhXWG9hTnk1OUlpS0NBcWtzbVFFbyJ9.2oW9RP35yRqzhrtNP86L-Ey71EOptxRimPPToA1plemAgR6pxHF8y6-yqyVnmcw6Fy1dqd-jfxSYoMxhAJpLjA`;
    const at = {
      url: 'https://resource.example.org/protectedresource',
      now: 1_562_262_618_000,
      token: { value: 'Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU', isNamed: true },
    };

    expect(await check(proof, at)).toBe(thumbprint);
    expect(await refusal(proof, { ...at, token: { value: 'other', isNamed: true } })).toMatchObject({
      code: 'dpop_proof_invalid',
    });
  });

  it('hold for the thumbprint of the tests themselves (RFC 8037 appendix A.3)', () => {
    const jwk = { crv: 'Ed25519', kty: 'OKP', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };

    expect(thumbprintOf(jwk)).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
  });
});
