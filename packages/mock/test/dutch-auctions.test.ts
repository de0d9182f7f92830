import { describe, expect, it } from 'vitest';
import { told } from './support/admin-of.js';
import { guests } from './support/guests.js';
import { falling, openAuction } from './support/open-auction.js';
import { openShop } from './support/open-shop.js';

describe('a Dutch auction', () => {
  it('falls on the virtual clock, and tells its price', async () => {
    const shop = openShop();
    const auction = await openAuction(shop, falling);
    const prices: unknown[] = [];
    for (const wait of ['0s', '59s', '1s', '5m', '3m']) {
      await shop.platform.clock.advance(wait);
      prices.push((await auction.look('/current-price')).body);
    }

    const open = { remainingQuantity: 1, auctionEnded: false };
    expect(prices).toEqual(
      ['100.00', '100.00', '90.00', '40.00', '40.00'].map((currentPrice) => ({ currentPrice, ...open })),
    );
    expect(shop.platform.defects).toEqual([]);
  });

  it('gives as many as there are to the first who accept, at once', async () => {
    const shop = openShop();
    const auction = await openAuction(shop, { ...falling, quantity: 2 });
    const [ann, bob, cid] = await guests(shop, 3);
    if (ann === undefined || bob === undefined || cid === undefined) throw new Error('Somebody is missing.');

    const first = await auction.bid(ann);
    await shop.platform.clock.advance('1m');
    const low = await auction.bid(bob, '89.99');
    const second = await auction.bid(bob, '95');
    const late = await auction.bid(cid);

    expect(first.body).toMatchObject({
      status: 'WON',
      winningBidAmount: '100.00',
      admissionGrant: expect.stringMatching(/^grant_/),
    });
    expect(low).toMatchObject({
      status: 400,
      body: { error: 'bid_too_low', details: { minBid: '90.00', currentHighest: null } },
    });
    expect(second.body).toMatchObject({ status: 'WON', lastBidAmount: '90.00', winningBidAmount: '90.00' });
    expect(told(late)).toEqual([400, 'distribution_closed']);
    expect((await auction.look('/current-price')).body).toEqual({
      currentPrice: '90.00',
      remainingQuantity: 0,
      auctionEnded: true,
    });
    expect((await auction.look('/highest-bid')).body).toEqual({ amount: '100.00' });
  });

  it('answers who accepts again with the same grant', async () => {
    const shop = openShop();
    const auction = await openAuction(shop, { ...falling, quantity: 2 });
    const ann = await shop.guest();

    const first = await auction.bid(ann);
    await shop.platform.clock.advance('1m');

    expect((await auction.bid(ann)).body).toEqual(first.body);
  });

  it('ends at the close, also where nobody accepted', async () => {
    const shop = openShop();
    const auction = await openAuction(shop, falling);
    await shop.platform.clock.advance('10m');

    expect((await auction.look('/current-price')).body).toMatchObject({ auctionEnded: true });
    expect(told(await auction.bid(await shop.guest()))).toEqual([400, 'distribution_closed']);
  });
});
