import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { verifyConsumerToken, type VerifyConsumerTokenOptions } from '@fanfare/node/tokens';
import type { KeySource } from '../../src/tokens/key-source.js';
import { createVerdictCache } from '../../src/tokens/verdict-cache.js';
import { manualClock } from '../support/manual-clock.js';
import { openMerchant } from '../support/open-merchant.js';
import { recordingServer } from '../support/recording-server.js';
import { guestShopper } from '../support/shopper.js';
import { goodClaims, goodHeader, makeToken, testKey } from '../support/token-maker.js';

const key = testKey('EdDSA', 'key-1');
const other = testKey('EdDSA', 'key-2');

/** Counts the signatures that are verified. */
function countVerifications(): () => number {
  const spy = vi.spyOn(process.getBuiltinModule('node:crypto'), 'verify');
  return () => spy.mock.calls.length;
}

async function setUp() {
  const clock = manualClock();
  const published = { keys: [key.jwk] };
  const server = await recordingServer(() => ({ json: published }));
  onTestFinished(() => server.close());
  const verified = countVerifications();
  const token = makeToken(key, goodHeader(key), goodClaims(clock.now()));
  const verify = (changes: Partial<VerifyConsumerTokenOptions> = {}) =>
    verifyConsumerToken(token, { jwksUrl: `${server.url}/jwks`, organizationId: 'org_1', clock, ...changes });
  return { clock, published, verify, verified, token };
}

describe('B10: a token that was verified before', () => {
  it('is not verified again, and neither is any copy of it', async () => {
    const { verify, verified } = await setUp();

    const first = await verify();
    const again = await verify();

    expect(verified()).toBe(1);
    expect(again).toEqual(first);
    expect(Object.isFrozen(again)).toBe(true);
  });

  it.each<[string, Partial<VerifyConsumerTokenOptions>, object]>([
    ['organization', { organizationId: 'org_2' }, { details: { reason: 'organization' } }],
    ['issuer', { issuer: 'other' }, { details: { reason: 'issuer' } }],
    ['audience', { audience: 'other' }, { details: { reason: 'audience' } }],
    ['mode', { mode: 'live' }, { details: { reason: 'mode' } }],
    ['key', { jwksUrl: undefined, jwks: { keys: [other.jwk] } }, { details: { reason: 'unknown_key' } }],
  ])('counts for the same %s only', async (_, changes, refusal) => {
    const { verify } = await setUp();
    await verify();

    await expect(verify(changes)).rejects.toMatchObject(refusal);
    await expect(verify()).resolves.toBeDefined();
  });

  it('expires to the second', async () => {
    const { verify, verified, clock } = await setUp();
    await verify();
    const end = clock.now() + 3_605_000;
    clock.set(end - 1_001);
    await verify();
    clock.set(end);

    await expect(verify()).rejects.toMatchObject({ code: 'token_expired' });
    await expect(verify({ clockToleranceSeconds: 30 })).resolves.toBeDefined();
    expect(verified()).toBeGreaterThan(2);
  });

  it('is verified again with the next keys, and refused when its own was withdrawn', async () => {
    const { verify, verified, clock, published } = await setUp();
    await verify();
    published.keys = [other.jwk];

    clock.set(clock.now() + 479_000);
    await verify();
    expect(verified()).toBe(1);
    clock.set(clock.now() + 121_000);
    await expect(verify()).rejects.toMatchObject({ details: { reason: 'unknown_key' } });
  });

  it('is verified again where the clock was set back to before it was', async () => {
    const { verify, verified, clock } = await setUp();
    await verify();
    clock.set(clock.now() - 2_000);
    await verify();

    expect(verified()).toBe(2);
  });

  it('is verified every time without a cache', async () => {
    const { verify, verified } = await setUp();

    await verify({ cache: false });
    await verify({ cache: false });

    expect(verified()).toBe(2);
  });

  it('B9: is forgotten once the platform says that its session is over', async () => {
    const merchant = openMerchant({ organizationId: 'org_aurora' });
    const { fanfare } = merchant;
    const shopper = await guestShopper(merchant.platform, merchant.shop);
    const { sessionId } = await fanfare.tokens.verify(shopper.accessToken);
    const verified = countVerifications();
    await fanfare.tokens.verify(shopper.accessToken);
    expect(verified()).toBe(0);
    await fanfare.admin.consumers.sessions.revoke({ consumerId: shopper.consumerId, sessionId });
    await fanfare.tokens.verify(shopper.accessToken, { checkSession: true }).catch(() => undefined);

    const before = verified();
    await fanfare.tokens.verify(shopper.accessToken);

    expect(verified()).toBe(before + 1);
  });
});

describe('B10: what is remembered of tokens', () => {
  const tokenKey = { alg: 'EdDSA', kid: 'key-1', load: () => Promise.reject(new Error('unused')) } as const;
  const keys: KeySource = { find: async () => tokenKey, holds: (given) => given === tokenKey };
  const verdict = { key: tokenKey, expiresAt: 2_000 };
  const question = { keys, deciding: ['org_1'], now: 1_000 };

  it('is bounded, and what was used longest ago goes first', async () => {
    const cache = createVerdictCache<number>(3);
    for (const value of [1, 2, 3]) await cache.keep(`t${value}`, { ...question, value, ...verdict });
    await cache.find('t1', question);
    await cache.keep('t4', { ...question, value: 4, ...verdict });

    const found = await Promise.all(['t1', 't2', 't3', 't4'].map((token) => cache.find(token, question)));
    expect(found).toEqual([1, undefined, 3, 4]);
  });

  it('is nothing where the key is not held any more', async () => {
    const cache = createVerdictCache<number>(3);
    const old = { ...question, keys: { ...keys, holds: () => false } };

    await cache.keep('t', { ...old, value: 1, ...verdict });
    expect(await cache.find('t', old)).toBeUndefined();
    await cache.keep('t', { ...question, value: 1, ...verdict });
    expect(await cache.find('t', old)).toBeUndefined();
  });
});
