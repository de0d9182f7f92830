import type { Answer, TestShop, TestShopper } from './open-shop.js';
import { at } from './at.js';

/** An auction of a shop, and what can be done in it. */
export interface TestAuction {
  readonly id: string;
  enter(shopper: TestShopper): Promise<Answer>;
  /** Bids; without an amount, accepts the price. */
  bid(shopper: TestShopper, amount?: string): Promise<Answer>;
  /** The state of a shopper in the auction. */
  status(shopper: TestShopper): Promise<Answer['body']>;
  /** What a page without a shopper sees. */
  look(path: string): Promise<Answer>;
  /** Changes the auction as its merchant. */
  change(patch: object): Promise<Answer>;
}

/** Sets up an English auction that takes bids for ten minutes and settles two later, unless the fields say otherwise. */
export async function openAuction(shop: TestShop, fields: object = {}): Promise<TestAuction> {
  const { id: sequenceId } = shop.organization.sequence;
  const auction = { sequenceId, name: 'The last pair', closeAt: at(600), settleAt: at(720), ...fields };
  const { status, body } = await shop.merchant('POST', '/auctions', auction, { service: 'admin' });
  if (status !== 200) throw new Error(`The auction was not created: ${JSON.stringify(body)}`);
  const id = String(body['id']);
  return {
    id,
    enter: (shopper) => shopper.call('POST', `/auctions/${id}/enter`),
    bid: (shopper, amount) => shopper.call('POST', `/auctions/${id}/bid`, { amount }),
    status: async (shopper) => (await shopper.call('GET', `/auctions/${id}/status`)).body,
    look: (path) => shop.page('GET', `/auctions/${id}${path}`),
    change: (patch) => shop.merchant('PUT', `/auctions/${id}`, patch, { service: 'admin' }),
  };
}

/** A Dutch auction from 100.00 down to 40.00, by 10.00 a minute. */
export const falling = {
  auctionType: 'dutch',
  startPrice: '100',
  floorPrice: '40',
  priceDropAmount: '10',
  priceDropIntervalSeconds: 60,
} as const;
