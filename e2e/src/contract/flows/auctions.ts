import { expect } from 'vitest';
import { amount, type Stage } from '../stage.ts';
import { honour } from './honour.ts';
import { tend } from './tend.ts';

/** Two shoppers outbid each other in an English auction, and one accepts the price of a Dutch one. */
export async function auctions(stage: Stage): Promise<void> {
  await english(stage);
  await oneMore(stage);
  await dutch(stage);
}

async function english(stage: Stage): Promise<void> {
  const { server, platform, shop } = stage;
  const { sequenceId } = await stage.way('English auction');
  const times = { closeAt: stage.inMinutes(10), settleAt: stage.inMinutes(12) };
  const rules = { minBidIncrement: amount('1.00'), startPrice: amount('10.00') };
  const { id } = await server.admin.auctions.create({ sequenceId, name: 'Last pair', ...times, ...rules });
  const [ann, bob] = [await stage.guest(), await stage.guest()];
  for (const { client } of [ann, bob]) await client.auctions.enter(id);
  await ann.client.auctions.get(id);
  await ann.client.auctions.bid(id, { amount: amount('12.00') });
  await bob.client.auctions.bid(id, { amount: amount('15.50') });
  expect(await ann.client.auctions.status(id)).toMatchObject({ status: 'OUTBID' });
  expect(await bob.client.auctions.highestBid(id)).toMatchObject({ amount: '15.50' });
  expect(await bob.client.auctions.bids(id, { organizationId: shop.id, limit: 5 })).toHaveLength(2);
  expect(await bob.client.auctions.bidHistory(id)).toHaveLength(1);
  await platform.clock.advance('13m');

  const state = await bob.client.auctions.status(id);
  await honour(stage, { visitor: bob, distributionId: id, distributionType: 'auction', state });
}

/** Nobody is in it: what is over cannot be changed. */
async function oneMore(stage: Stage): Promise<void> {
  const { auctions: all } = stage.server.admin;
  const { sequenceId } = await stage.way('One more auction');
  const { id } = await all.create({ sequenceId, name: 'Last pair', settleAt: stage.inMinutes(60) });
  await tend(all, { id, query: { sequenceId }, change: { name: 'Very last pair' } });
}

async function dutch(stage: Stage): Promise<void> {
  const { server, platform } = stage;
  const { sequenceId } = await stage.way('Dutch auction');
  const { id } = await server.admin.auctions.create({
    sequenceId,
    name: 'Falling',
    auctionType: 'dutch',
    startPrice: amount('100'),
    floorPrice: amount('40'),
    priceDropAmount: amount('10'),
    priceDropIntervalSeconds: 60,
    closeAt: stage.inMinutes(10),
    settleAt: stage.inMinutes(12),
  });
  const ann = await stage.guest();
  await ann.client.auctions.enter(id);
  await platform.clock.advance('90s');
  expect(await ann.client.auctions.currentPrice(id)).toMatchObject({ currentPrice: '90.00' });
  const state = await ann.client.auctions.bid(id);
  await honour(stage, { visitor: ann, distributionId: id, distributionType: 'auction', state });
}
