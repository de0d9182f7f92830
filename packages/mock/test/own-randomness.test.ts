import { describe, expect, it } from 'vitest';
import { guests } from './support/guests.js';
import { openDraw } from './support/open-draw.js';
import { openOffer } from './support/open-offer.js';
import { openRelease } from './support/open-release.js';
import { openShop, type TestShop } from './support/open-shop.js';
import { setUpProduct } from './support/set-up-product.js';

async function look(shop: TestShop, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await shop.page('GET', `/queues/${shop.queueId}`);
}

/** Which of ten entrants win, by the order in which they entered, after so many reads of something else. */
async function winners(seed: number, reads: number): Promise<readonly number[]> {
  const shop = openShop({ seed });
  await look(shop, reads);
  const draw = await openDraw(shop, { winnerCount: 3 });
  const people = await guests(shop, 10);
  for (const person of people) await draw.enter(person);
  await look(shop, reads);
  await shop.platform.clock.advance('2m');
  const states = await Promise.all(people.map((person) => draw.status(person)));
  return states.flatMap(({ status }, index) => (status === 'WON' ? [index] : []));
}

/** Which of two products the platform picks for each of six shoppers. */
async function picks(reads: number): Promise<readonly unknown[]> {
  const shop = openShop();
  const { product } = shop.organization;
  const variants = [{ sku: 'LUNA', price: '1.00', inventoryPolicy: 'untracked' }];
  const other = await setUpProduct(shop, { name: 'Luna', variants });
  const { sequenceId } = await openOffer(shop, {
    productIds: [product.id, other.id],
    sequence: { productSelectionMode: 'SYSTEM_ASSIGNED' },
  });
  const release = await openRelease(shop, { pieces: 100, sequenceId });
  const picked: unknown[] = [];
  for (const person of await guests(shop, 6)) {
    await look(shop, reads);
    const { body: state } = await release.enter(person);
    picked.push(state['selectedVariantId'] === other.variants['LUNA']);
  }
  return picked;
}

describe('what chance decides', () => {
  it('is decided by the seed and the entrants alone: reads of something else change no winner', async () => {
    const expected = await winners(42, 0);

    expect(await winners(42, 1)).toEqual(expected);
    expect(await winners(42, 2)).toEqual(expected);
    const others = await Promise.all([1, 2, 3, 4].map((seed) => winners(seed, 0)));
    expect(new Set(others.map(String)).size).toBeGreaterThan(1);
  });

  it('goes for products that the platform picks as well', async () => {
    const expected = await picks(0);

    expect(new Set(expected).size).toBe(2);
    expect(await picks(1)).toEqual(expected);
  });
});
