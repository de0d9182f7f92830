import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { AuthSession } from '@fanfare/contract';
import { AuthenticationError, OptionsError } from '@fanfare/node';
import {
  verifyConsumerToken,
  type ProofOfRequest,
  type VerifyConsumerTokenOptions,
} from '@fanfare/node/tokens';
import { claimInProcess } from '../../src/tokens/proof-log.js';
import { manualClock } from '../support/manual-clock.js';
import { openMerchant } from '../support/open-merchant.js';
import { makeProof, pageKey, sha256, type ProofChanges } from '../support/proof-maker.js';
import { goodClaims, goodHeader, makeToken, testKey } from '../support/token-maker.js';

const platformKey = testKey('EdDSA', 'ed-1');
const key = pageKey();
const clock = manualClock();
const now = clock.now();
const seconds = Math.floor(now / 1_000);
const method = 'POST';
const url = 'https://shop.example/api/orders';
const bound = boundToken({ cnf: { jkt: key.thumbprint } });
const bearer = boundToken({});

function boundToken(claims: Record<string, unknown>): string {
  return makeToken(platformKey, goodHeader(platformKey), { ...goodClaims(now), ...claims });
}

function verify(token: string, changes: Partial<VerifyConsumerTokenOptions> = {}) {
  return verifyConsumerToken(token, {
    jwks: { keys: [platformKey.jwk] },
    organizationId: 'org_1',
    clock,
    ...changes,
  });
}

function proved(changes?: ProofChanges, token = bound): NonNullable<VerifyConsumerTokenOptions['dpop']> {
  return {
    proof: makeProof(key, { method, url, token, now, ...(changes && { changes }) }),
    method,
    url,
  };
}

async function refusal(verifying: Promise<unknown>): Promise<AuthenticationError> {
  const error: unknown = await verifying.then(
    (consumer) => new Error(`accepted: ${JSON.stringify(consumer)}`),
    (reason: unknown) => reason,
  );
  if (error instanceof AuthenticationError) return error;
  throw error;
}

describe('B10: a token that is bound to a key', () => {
  it.each(['ES256', 'EdDSA'] as const)('is accepted with a proof of that key: %s', async (alg) => {
    const own = pageKey(alg);
    const token = boundToken({ cnf: { jkt: own.thumbprint } });
    const proof = makeProof(own, { method, url, token, now });

    await expect(verify(token, { dpop: { proof, method, url } })).resolves.toMatchObject({
      consumerId: 'csm_1',
      boundTo: own.thumbprint,
    });
  });

  it.each<[string, VerifyConsumerTokenOptions['dpop']]>([
    ['nobody asked for one', undefined],
    ['there was no header', { proof: null, method, url }],
    ['there was none', { proof: undefined, method, url }],
  ])('is refused without a proof: %s', async (_, dpop) => {
    const error = await refusal(verify(bound, { dpop }));

    expect([error.code, error.details]).toEqual(['dpop_proof_required', { reason: 'proof_missing' }]);
  });

  it('passes without one only by the option that says how dangerous that is; a bad proof never passes', async () => {
    const dangerous = { dangerouslyAcceptBoundTokenWithoutProof: true };

    await expect(verify(bound, dangerous)).resolves.toMatchObject({ boundTo: key.thumbprint });
    await expect(
      refusal(verify(bound, { ...dangerous, dpop: { proof: 'x', method, url } })),
    ).resolves.toMatchObject({ code: 'dpop_proof_invalid' });
  });

  it.each<[string, unknown]>([
    ['a certificate', { 'x5t#S256': key.thumbprint }],
    ['a certificate as well', { jkt: key.thumbprint, 'x5t#S256': key.thumbprint }],
    ['nothing', {}],
    ['null', null],
    ['a text', key.thumbprint],
    ['a thumbprint of another length', { jkt: 'abc' }],
  ])('is refused where it is bound to something that is not understood: %s', async (_, cnf) => {
    const token = boundToken({ cnf });
    const dangerous = { dangerouslyAcceptBoundTokenWithoutProof: true };

    await expect(refusal(verify(token, dangerous))).resolves.toMatchObject({
      code: 'invalid_token',
      details: { reason: 'confirmation' },
    });
  });

  it('leaves bearer tokens as they were: with a proof or without, and told apart', async () => {
    const consumer = await verify(bearer, { dpop: { proof: null, method, url } });

    expect(consumer).not.toHaveProperty('boundTo');
    await expect(verify(bearer, { dpop: proved({}, bearer) })).resolves.toEqual(consumer);
  });
});

describe('B10: the proof beside a bound token', () => {
  const other = pageKey();

  it.each<[string, ProofChanges, string]>([
    ['another typ', { header: { typ: 'JWT' } }, 'proof_form'],
    ['alg none', { header: { alg: 'none' } }, 'proof_form'],
    ['a symmetric alg', { header: { alg: 'HS256' } }, 'proof_form'],
    ['a critical header', { header: { crit: ['b64'] } }, 'proof_form'],
    ['no id', { claims: { jti: undefined } }, 'proof_form'],
    ['an id without end', { claims: { jti: 'x'.repeat(129) } }, 'proof_form'],
    ['more than there is room for', { claims: { pad: 'x'.repeat(4_096) } }, 'proof_form'],
    ['no key', { header: { jwk: undefined } }, 'proof_key'],
    ['the key of another kind', { header: { alg: 'EdDSA' } }, 'proof_key'],
    ['a private key', { header: { jwk: key.privateKey.export({ format: 'jwk' }) } }, 'proof_key'],
    ['another key', { header: { jwk: other.publicJwk }, signer: other }, 'proof_key'],
    ['the signature of another key', { signer: other }, 'proof_signature'],
    ['another method', { claims: { htm: 'GET' } }, 'proof_call'],
    ['another address', { claims: { htu: `${url}/1` } }, 'proof_call'],
    ['another host', { claims: { htu: url.replace('shop', 'evil') } }, 'proof_call'],
    ['no address', { claims: { htu: undefined } }, 'proof_call'],
    ['an address with an empty user', { claims: { htu: url.replace('//', '//@') } }, 'proof_call'],
    ['an address with a space in front', { claims: { htu: ` ${url}` } }, 'proof_call'],
    ['an address with a tab in it', { claims: { htu: url.replace('/api', '/a\tpi') } }, 'proof_call'],
    ['an address with backslashes', { claims: { htu: url.replaceAll('/', '\\') } }, 'proof_call'],
    ['an address with one slash', { claims: { htu: url.replace('//', '/') } }, 'proof_call'],
    ['a letter of the path escaped', { claims: { htu: url.replace('/orders', '/%6frders') } }, 'proof_call'],
    [
      'a key with padding',
      { header: { jwk: { ...key.publicJwk, x: `${String(key.publicJwk['x'])}=` } } },
      'proof_key',
    ],
    ['an old age', { claims: { iat: seconds - 301 } }, 'proof_time'],
    ['a time ahead', { claims: { iat: seconds + 62 } }, 'proof_time'],
    ['no time', { claims: { iat: undefined } }, 'proof_time'],
    ['another token', { claims: { ath: sha256('other') } }, 'proof_token'],
    ['no token', { claims: { ath: undefined } }, 'proof_token'],
  ])('is refused with %s', async (_, changes, reason) => {
    const error = await refusal(verify(bound, { dpop: proved(changes) }));

    expect([error.code, error.details]).toEqual(['dpop_proof_invalid', { reason }]);
  });

  it('may be as old as 300 seconds and come 60 seconds early, and the query does not count', async () => {
    for (const iat of [seconds - 299, seconds + 60]) {
      const dpop = { ...proved({ claims: { iat } }), url: `${url}?page=2#top` };

      await expect(verify(bound, { dpop })).resolves.toBeDefined();
    }
  });

  it('is good once, and spends nothing when it is bad', async () => {
    const dpop = proved();

    await refusal(verify(bound, { dpop: { ...dpop, method: 'GET' } }));
    await expect(verify(bound, { dpop })).resolves.toBeDefined();
    await expect(refusal(verify(bound, { dpop }))).resolves.toMatchObject({
      details: { reason: 'proof_reused' },
    });
  });

  it('leaves the memory bounded: one key has so many proofs at a time, and others go on', async () => {
    const crowd = manualClock();
    const claim = claimInProcess(crowd);
    const expiresAt = crowd.now() + 300_000;
    for (let i = 0; i < 5_000; i++) expect(claim({ id: `greedy.${String(i)}`, expiresAt })).toBe(true);

    expect(claim({ id: 'greedy.more', expiresAt })).toBe(false);
    expect(claim({ id: 'modest.1', expiresAt })).toBe(true);
    crowd.set(crowd.now() + 300_000);
    expect(claim({ id: 'greedy.more', expiresAt: expiresAt + 300_000 })).toBe(true);
  });

  it('is remembered until it has run out, though one that came before it runs out later', () => {
    const own = manualClock();
    const claim = claimInProcess(own);
    expect(claim({ id: 'k.ahead', expiresAt: own.now() + 360_000 })).toBe(true);
    expect(claim({ id: 'k.first', expiresAt: own.now() + 300_000 })).toBe(true);
    own.set(own.now() + 299_999);

    expect(claim({ id: 'k.first', expiresAt: own.now() + 1 })).toBe(false);
  });

  it('is remembered in a store that several processes share, where one is given', async () => {
    const claimProof = vi.fn(() => Promise.resolve(false));

    const error = await refusal(verify(bound, { dpop: { ...proved(), claimProof } }));

    expect(error.details).toEqual({ reason: 'proof_reused' });
    expect(claimProof).toHaveBeenCalledExactlyOnceWith({
      id: expect.stringMatching(`^${key.thumbprint}\\.`) as string,
      expiresAt: (seconds + 300) * 1_000 + 1,
    });
  });

  it('does not pass while that store cannot be asked', async () => {
    const claimProof = (): Promise<boolean> => Promise.reject(new Error('redis is away'));

    await expect(verify(bound, { dpop: { ...proved(), claimProof } })).rejects.toThrow('redis is away');
  });

  it('is refused whatever character of it is changed', async () => {
    const letters = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.= ');

    await fc.assert(
      fc.asyncProperty(fc.nat(), letters, async (at, letter) => {
        const { proof } = proved();
        const place = at % String(proof).length;
        const changed = `${String(proof).slice(0, place)}${letter}${String(proof).slice(place + 1)}`;
        fc.pre(changed !== proof);

        const error = await refusal(verify(bound, { dpop: { proof: changed, method, url } }));

        expect(error.code).toBe('dpop_proof_invalid');
      }),
      { numRuns: 200 },
    );
  });

  it.each<[string, unknown]>([
    ['a text', 'proof'],
    ['without a method', { proof: 'x', url }],
    ['without an address', { proof: 'x', method }],
    ['with an address that is none', { proof: 'x', method, url: '/orders' }],
    ['with an unknown member', { proof: 'x', method, url, htu: url }],
  ])('is asked for in a form that can be checked: %s', async (_, dpop) => {
    await expect(verify(bearer, { dpop: dpop as never })).rejects.toBeInstanceOf(OptionsError);
  });
});

describe('B10: the tokens of a platform that binds them', () => {
  it('are verified with their proof by the client, with and without asking for the session', async () => {
    const { fanfare, platform, shop } = openMerchant({ organizationId: 'org_aurora' });
    const signInUrl = `${platform.origin}/consumer/api/auth/guest`;
    const at = platform.clock.now();
    const answer = await platform.fetch(signInUrl, {
      method: 'POST',
      headers: {
        'x-publishable-key': shop.keys.test.publishable,
        dpop: makeProof(key, { method: 'POST', url: signInUrl, token: '', now: at }),
      },
    });
    const { accessToken, session } = (await answer.json()) as AuthSession;
    const dpop = (): ProofOfRequest => ({
      proof: makeProof(key, { method, url, token: accessToken, now: at }),
      method,
      url,
    });

    for (const checkSession of [false, true]) {
      const consumer = await fanfare.tokens.verify(accessToken, { dpop: dpop(), checkSession });

      expect(consumer).toMatchObject({
        consumerId: session.consumerId,
        boundTo: key.thumbprint,
        sessionChecked: checkSession,
      });
    }
    await expect(refusal(fanfare.tokens.verify(accessToken))).resolves.toMatchObject({
      code: 'dpop_proof_required',
    });
  });
});
