import { createMockPlatform, type MockPlatform } from '@fanfare/mock';
import { proofAdviceSchema } from '@fanfare/contract/schemas';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { boundCaller, dpopKey, type BoundAnswer, type BoundCall } from './support/dpop-key.js';
import { start } from './support/open-shop.js';

const key = dpopKey();
let platform: MockPlatform;
let call: (address: string, given?: BoundCall) => Promise<BoundAnswer>;

beforeEach(() => {
  platform = createMockPlatform({ now: start });
  call = boundCaller(platform);
});
afterEach(() => expect(platform.defects).toEqual([]));

const timeIn = ({ body }: BoundAnswer): number =>
  Date.parse(proofAdviceSchema.parse(body['details']).serverTime);

describe('B13: what a refusal says in its body of the next proof', () => {
  it.each([-86_400, -7_200, 7_200, 86_400])(
    'is the time of the platform: a proof that is %i seconds off is made good with it',
    async (offSeconds) => {
      const iat = Math.floor(platform.clock.now() / 1_000) + offSeconds;
      const refused = await call('POST /auth/guest', { key, changes: { claims: { iat } } });

      expect([refused.status, refused.error]).toEqual([401, 'dpop_proof_invalid']);
      expect(timeIn(refused)).toBe(platform.clock.now());
      const mended = { claims: { iat: Math.floor(timeIn(refused) / 1_000) } };
      expect((await call('POST /auth/guest', { key, changes: mended })).status).toBe(200);
    },
  );

  it('is the time also where an access token has expired, for the refresh that follows', async () => {
    const { body } = await call('POST /auth/guest', { key });
    await platform.clock.advance('61m');

    const refused = await call('GET /consumers/me', { key, token: String(body['accessToken']) });

    expect(refused.error).toBe('token_expired');
    expect(timeIn(refused)).toBe(platform.clock.now());
  });

  it('is the nonce as well where one is demanded, in the first refusal whatever it is about', async () => {
    platform.settings.requireDpopNonce = true;
    const refused = await call('POST /auth/guest', { key, changes: { claims: { iat: 1 } } });

    const { dpopNonce } = proofAdviceSchema.parse(refused.body['details']);

    expect(dpopNonce).toBe(refused.headers.get('dpop-nonce'));
    expect((await call('POST /auth/guest', { key, nonce: String(dpopNonce) })).status).toBe(200);
  });

  it('is nothing where a platform takes no proofs, and nothing in refusals that another proof does not cure', async () => {
    const hosted = createMockPlatform({ now: start, profile: 'hosted' });
    const answer = await boundCaller(hosted)('GET /consumers/me', {
      headers: { authorization: 'Bearer x.y.z' },
    });
    const unknown = await call('GET /consumers/me', { headers: { authorization: 'Bearer x.y.z' } });

    expect([answer.status, unknown.status]).toEqual([401, 401]);
    expect([answer.body, unknown.body].filter((body) => 'details' in body)).toEqual([]);
  });
});
