import { describe, expect, it } from 'vitest';
import { at } from './support/at.js';
import { guests } from './support/guests.js';
import { openDraw } from './support/open-draw.js';
import { openShop, type TestShop } from './support/open-shop.js';

const admin = { service: 'admin' } as const;

/** How often somebody with very many points wins against three without any. */
async function winsOfTheLoyal(loyaltyBiasEnabled: boolean): Promise<number> {
  let wins = 0;
  for (let seed = 0; seed < 40; seed += 1) {
    const shop = openShop({ seed });
    const draw = await openDraw(shop, { loyaltyBiasEnabled });
    const ann = await shop.guest();
    for (const shopper of [ann, ...(await guests(shop, 3))]) await draw.enter(shopper);
    const path = `/consumers/${ann.consumerId}/loyalty-adjustments`;
    const { status } = await shop.merchant('POST', path, { points: 1_000_000, reason: 'Loyal' }, admin);
    expect(status).toBe(200);
    await shop.platform.clock.advance('2m');
    if ((await draw.status(ann))['status'] === 'WON') wins += 1;
  }
  return wins;
}

describe('a draw with a loyalty bias', () => {
  it('prefers those with points, and one without does not', async () => {
    // Weighing 7 of 10, and 1 of 4: 28 and 10 of 40 on average, with a standard deviation of 3.
    expect(await winsOfTheLoyal(true)).toBeGreaterThan(19);
    expect(await winsOfTheLoyal(false)).toBeLessThan(19);
  });
});

interface Picking {
  readonly shop: TestShop;
  /** Weighs a thousand times as much as the other one. */
  readonly productId: string;
  readonly drawId: string;
  readonly releaseId: string;
}

/** A shop with a second experience: two products, of which the platform picks one. */
async function openPickingShop(productSelectionMode: string): Promise<Picking> {
  const shop = openShop();
  const made = await shop.merchant(
    'POST',
    '/products',
    { name: 'Second', url: 'https://www.example.com/2', variants: [{ sku: 'S-2', price: '10.00' }] },
    admin,
  );
  const productId = String(made.body['id']);
  const first = shop.organization.product.id;
  const experience = await shop.merchant(
    'POST',
    '/experiences',
    {
      name: 'Two of a kind',
      products: [{ productId: first }, { productId }],
      sequence: {
        name: 'Everybody',
        productSelectionMode,
        sequenceProducts: [
          { productId: first, weight: 1 },
          { productId, weight: 1_000 },
        ],
        draws: [{ name: 'Raffle', drawAt: at(120), winnerCount: 1 }],
        timedReleases: [{ name: 'Drop', supportsGuest: true }],
      },
    },
    admin,
  );
  const { sequences } = experience.body as { sequences: Record<string, { id: string }[]>[] };
  const [draw, release] = [sequences[0]?.['draws']?.[0], sequences[0]?.['timedReleases']?.[0]];
  if (draw === undefined || release === undefined) throw new Error(JSON.stringify(experience.body));
  return { shop, productId, drawId: draw.id, releaseId: release.id };
}

describe('a product that the platform picks', () => {
  it('comes with the win in a draw, and stays with whoever signs in', async () => {
    const { shop, productId, drawId } = await openPickingShop('SYSTEM_ASSIGNED');
    const guest = await shop.guest();
    await guest.call('POST', `/draws/${drawId}/enter`);
    await shop.member('ann@example.com');
    await shop.platform.clock.advance('2m');
    const won = await guest.call('GET', `/draws/${drawId}/status`);
    const ann = await shop.member('ann@example.com', guest);

    expect(won.body).toMatchObject({ status: 'WON', selectedProductId: productId });
    expect((await ann.call('GET', `/draws/${drawId}/status`)).body).toEqual(won.body);
    expect(shop.platform.defects).toEqual([]);
  });

  it('is the one that a timed release reserves', async () => {
    const { shop, productId, releaseId } = await openPickingShop('SYSTEM_ASSIGNED');
    const { body: product } = await shop.merchant('GET', `/products/${productId}`, undefined, admin);
    const [variant] = product['variants'] as { id: string }[];

    const entered = await (await shop.guest()).call('POST', `/timed-releases/${releaseId}/enter`, {});

    expect(entered.body).toMatchObject({ status: 'ENTERED', selectedVariantId: variant?.id });
  });

  it('is none where shoppers choose themselves: the first on offer is reserved', async () => {
    const { shop, drawId, releaseId } = await openPickingShop('USER_SELECTED');
    const ann = await shop.guest();
    await ann.call('POST', `/draws/${drawId}/enter`);
    const entered = await ann.call('POST', `/timed-releases/${releaseId}/enter`, {});
    await shop.platform.clock.advance('2m');
    const won = await ann.call('GET', `/draws/${drawId}/status`);

    expect(won.body).toMatchObject({ status: 'WON' });
    expect(won.body).not.toHaveProperty('selectedProductId');
    expect(entered.body).toMatchObject({ selectedVariantId: shop.organization.variant.id });
  });
});
