import { createMockPlatform, type MockPlatform } from '@fanfare/mock';
import { FanfareServer } from '@fanfare/node';
import { verifyConsumerToken } from '@fanfare/node/tokens';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { impatientClock } from '../support/impatient-clock.js';
import { guestShopper, type Shopper } from '../support/shopper.js';

interface Tenant {
  readonly shop: MockPlatform['world']['organizations'][number];
  readonly fanfare: FanfareServer;
  readonly shoppers: readonly Shopper[];
}

it('D8: the clients of two tenants in one process have nothing of each other in a thousand mixed calls', async () => {
  const platform = createMockPlatform({
    now: '2026-11-22T10:00:00Z',
    profile: 'full',
    withoutRateLimits: true,
  });
  onTestFinished(async () => {
    expect(platform.defects).toEqual([]);
    await platform.close();
  });
  const clock = { now: () => platform.clock.now(), setTimeout: impatientClock.setTimeout };
  const tenants: readonly Tenant[] = await Promise.all(
    platform.world.organizations.map(async (shop) => ({
      shop,
      fanfare: new FanfareServer({
        secretKey: shop.keys.test.secret,
        organizationId: shop.id,
        baseUrl: platform.origin,
        fetch: platform.fetch,
        clock,
      }),
      shoppers: [await guestShopper(platform, shop), await guestShopper(platform, shop)],
    })),
  );
  const [aurora, borealis] = tenants;
  if (aurora === undefined || borealis === undefined) throw new Error('The world has two organizations.');

  const calls: Readonly<Record<string, (own: Tenant, other: Tenant, pick: number) => Promise<void>>> = {
    async organization({ fanfare, shop }) {
      expect(await fanfare.admin.organizations.current()).toMatchObject({ slug: shop.slug });
    },
    async ownShopper({ fanfare, shoppers }, _, pick) {
      const shopper = shoppers[pick] ?? shoppers[0];
      expect(await fanfare.consumers.get(shopper?.consumerId ?? '')).toMatchObject({
        id: shopper?.consumerId,
      });
    },
    async theirShopper({ fanfare }, { shoppers }, pick) {
      const id = shoppers[pick]?.consumerId ?? '';
      await expect(fanfare.consumers.get(id)).rejects.toMatchObject({ code: 'not_found' });
    },
    async ownToken({ fanfare, shop, shoppers }, _, pick) {
      const shopper = shoppers[pick] ?? shoppers[0];
      expect(await fanfare.tokens.verify(shopper?.accessToken ?? '')).toMatchObject({
        consumerId: shopper?.consumerId,
        organizationId: shop.id,
      });
    },
    async theirToken({ fanfare }, { shoppers }, pick) {
      await expect(fanfare.tokens.verify(shoppers[pick]?.accessToken ?? '')).rejects.toMatchObject({
        details: { reason: 'organization' },
      });
    },
    // The same address of keys for both, and so the same keys: what is remembered must not be.
    async theirTokenWithSharedKeys({ shop }, { shoppers }, pick) {
      const verify = (organizationId: string) =>
        verifyConsumerToken(shoppers[pick]?.accessToken ?? '', {
          jwksUrl: `${platform.origin}/consumer/api/.well-known/jwks.json`,
          fetch: platform.fetch,
          organizationId,
          clock,
        });
      await expect(verify(shop.id)).rejects.toMatchObject({ details: { reason: 'organization' } });
    },
    async ownTokenWithSharedKeys({ shop, shoppers }, _, pick) {
      const found = await verifyConsumerToken(shoppers[pick]?.accessToken ?? '', {
        jwksUrl: `${platform.origin}/consumer/api/.well-known/jwks.json`,
        fetch: platform.fetch,
        organizationId: shop.id,
        clock,
      });
      expect(found.consumerId).toBe(shoppers[pick]?.consumerId);
    },
  };
  // The same key of idempotency for both: an answer that was remembered for one would be given to the other.
  const keyed = tenants.map(({ fanfare, shop }) =>
    fanfare.external.authorize(
      { provider: 'shop', issuer: 'https://shop.example', subject: shop.slug },
      { idempotencyKey: 'one-key-for-both' },
    ),
  );
  const codes = (await Promise.all(keyed)).map(({ exchangeCode }) => exchangeCode);
  expect(new Set(codes).size).toBe(2);

  const plan = fc.sample(
    fc.tuple(
      fc.constantFrom(...Object.keys(calls)),
      fc.integer({ min: 0, max: 1 }),
      fc.integer({ min: 0, max: 1 }),
    ),
    { numRuns: 1_000, seed: 8 },
  );
  for (let from = 0; from < plan.length; from += 20) {
    const together = plan.slice(from, from + 20).map(async ([name, tenant, pick]) => {
      const [own, other] = tenant === 0 ? [aurora, borealis] : [borealis, aurora];
      await calls[name]?.(own, other, pick);
    });
    await Promise.all(together);
  }
  expect(plan).toHaveLength(1_000);
}, 60_000);
