import { createMockPlatform, type MockPlatform } from '@fanfare/mock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { boundCaller, dpopKey, type BoundAnswer, type BoundCall } from './support/dpop-key.js';
import { start } from './support/open-shop.js';

const key = dpopKey();
let platform: MockPlatform;
let guest: (given?: BoundCall) => Promise<BoundAnswer>;

beforeEach(() => {
  platform = createMockPlatform({ now: start, settings: { requireDpopNonce: true, dpopNonceSeconds: 60 } });
  const call = boundCaller(platform);
  guest = (given) => call('POST /auth/guest', { key, ...given });
});
afterEach(() => expect(platform.defects).toEqual([]));

function nonceIn({ headers }: BoundAnswer): string {
  return headers.get('dpop-nonce') ?? 'none';
}

describe('B4: nonces of the platform (RFC 9449 §8)', () => {
  it('are demanded with the one to use, and the next proof is good', async () => {
    const asked = await guest();

    expect([asked.status, asked.error]).toEqual([401, 'use_dpop_nonce']);
    expect(asked.headers.get('www-authenticate')).toBe('DPoP error="use_dpop_nonce", algs="ES256 EdDSA"');
    expect((await guest({ nonce: nonceIn(asked) })).status).toBe(200);
  });

  it('change on the clock, and the one before is good for as long again', async () => {
    const first = nonceIn(await guest());
    await platform.clock.advance('60s');
    const late = await guest({ nonce: first });
    const second = nonceIn(late);
    await platform.clock.advance('60s');
    const tooLate = await guest({ nonce: first });

    expect(late.status).toBe(200);
    expect(second).not.toBe(first);
    expect(tooLate.error).toBe('use_dpop_nonce');
    expect((await guest({ nonce: second })).status).toBe(200);
  });

  it.each([
    ['another text', 'x'],
    ['the empty one', ''],
  ])('are no others: %s', async (_, nonce) => {
    expect((await guest({ nonce })).error).toBe('use_dpop_nonce');
  });

  it('do not make a proof good that was used: its id is spent under every nonce', async () => {
    const changes = { claims: { jti: 'once' } };
    const first = nonceIn(await guest());
    expect((await guest({ nonce: first, changes })).status).toBe(200);
    await platform.clock.advance('60s');

    const again = await guest({ nonce: nonceIn(await guest()), changes });

    expect(again.error).toBe('dpop_proof_invalid');
  });

  it('are asked for before the id of a proof is spent', async () => {
    const changes = { claims: { jti: 'once' } };
    const nonce = nonceIn(await guest({ changes }));

    expect((await guest({ changes, nonce })).status).toBe(200);
  });

  it('change at least sometimes', async () => {
    const never = { settings: { dpopNonceSeconds: 0 } };

    expect(() => createMockPlatform(never)).toThrow('"dpopNonceSeconds" must be a whole number from 1 to');
  });

  it('are those of one platform', async () => {
    const other = createMockPlatform({ now: start, settings: { requireDpopNonce: true } });
    const nonce = nonceIn(await boundCaller(other)('POST /auth/guest', { key }));

    expect((await guest({ nonce })).error).toBe('use_dpop_nonce');
  });

  it('are not handed out where none is demanded', async () => {
    platform.settings.requireDpopNonce = false;

    const answer = await guest({ nonce: 'whatever' });

    expect([answer.status, nonceIn(answer)]).toEqual([200, 'none']);
  });
});
