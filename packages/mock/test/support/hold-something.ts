import { admitted } from './admitted.js';
import { openAuction, falling } from './open-auction.js';
import { openDraw } from './open-draw.js';
import { openRelease } from './open-release.js';
import type { TestShop, TestShopper } from './open-shop.js';

/** A distribution, and the grant that a shopper holds in it. */
export interface Held {
  readonly path: string;
  readonly distributionId: string;
  readonly grant: string;
}

type Hold = (shop: TestShop, shopper: TestShopper) => Promise<Held>;

async function heldIn(path: string, shopper: TestShopper): Promise<Held> {
  const { body } = await shopper.call('GET', `${path}/status`);
  if (typeof body['admissionGrant'] !== 'string') throw new Error(`Nothing is held: ${JSON.stringify(body)}`);
  return { path, distributionId: path.split('/').at(-1) ?? '', grant: body['admissionGrant'] };
}

/** How a shopper comes to a grant that is not used yet, in every kind of distribution that gives them. */
export const waysToHold: Readonly<Record<string, Hold>> = {
  queue: async (shop, shopper) => {
    await admitted(shop, shopper);
    return heldIn(`/queues/${shop.queueId}`, shopper);
  },
  draw: async (shop, shopper) => {
    const draw = await openDraw(shop, { admissionExpirationSeconds: null });
    await draw.enter(shopper);
    await shop.platform.clock.advance('2m');
    return heldIn(`/draws/${draw.id}`, shopper);
  },
  'timed release': async (shop, shopper) => {
    const release = await openRelease(shop);
    await release.enter(shopper);
    return heldIn(`/timed-releases/${release.id}`, shopper);
  },
  'English auction': async (shop, shopper) => {
    const auction = await openAuction(shop);
    await auction.bid(shopper, '10');
    await shop.platform.clock.advance('12m');
    return heldIn(`/auctions/${auction.id}`, shopper);
  },
  'Dutch auction': async (shop, shopper) => {
    const auction = await openAuction(shop, { ...falling, quantity: 3 });
    await auction.bid(shopper);
    return heldIn(`/auctions/${auction.id}`, shopper);
  },
};
