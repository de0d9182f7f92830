import { describe, expect, it } from 'vitest';
import { adminOf } from './support/admin-of.js';
import { guests } from './support/guests.js';
import { falling, openAuction } from './support/open-auction.js';
import { at } from './support/at.js';
import { openToldShop, type ToldEvent, type ToldShop } from './support/open-told-shop.js';

async function toldOf(shop: ToldShop): Promise<ToldEvent[]> {
  return (await shop.told()).filter(({ type }) => !type.startsWith('consumer.'));
}

describe('what merchants are told of an auction', () => {
  it('is that it opened and closed, every bid, who was outbid, who won, and how it settled', async () => {
    const shop = openToldShop();
    const auction = await openAuction(shop, { openAt: at(10) });
    await shop.platform.clock.advance('10s');
    const [ann, bob] = await guests(shop, 2);
    if (ann === undefined || bob === undefined) throw new Error('Somebody is missing.');
    await auction.bid(ann, '50');
    await auction.bid(bob, '60');
    await shop.platform.clock.advance('12m');

    const told = await toldOf(shop);
    const { admissionGrant: paymentToken } = await auction.status(bob);
    const dataOf = (type: string) => told.filter((event) => event.type === type).map(({ data }) => data);
    const distribution = { distributionId: auction.id, distributionType: 'auction' };
    const where = {
      auctionId: auction.id,
      sequenceId: shop.organization.sequence.id,
      experienceId: shop.experienceId,
    };
    const bid = { ...where, bidId: expect.stringMatching(/^bid_/), currencyCode: 'EUR', bidTime: at(10) };

    expect(told.map(({ type }) => type).toSorted()).toEqual([
      'auction.bid.outbid',
      'auction.bid.placed',
      'auction.bid.placed',
      'auction.consumer.won',
      'auction.settled',
      'distribution.closed',
      'distribution.opened',
    ]);
    expect(dataOf('distribution.opened')).toEqual([{ ...distribution, openedAt: at(10) }]);
    expect(dataOf('auction.bid.placed')).toEqual([
      { ...bid, consumerId: ann.consumerId, bidAmount: '50.00', isHighestBid: true },
      { ...bid, consumerId: bob.consumerId, bidAmount: '60.00', isHighestBid: true },
    ]);
    expect(dataOf('auction.bid.outbid')).toEqual([
      {
        ...where,
        consumerId: ann.consumerId,
        outbidAt: at(10),
        previousBidAmount: '50.00',
        newHighBidAmount: '60.00',
      },
    ]);
    expect(dataOf('distribution.closed')).toEqual([
      { ...distribution, closedAt: at(600), totalParticipants: 2 },
    ]);
    expect(dataOf('auction.consumer.won')).toEqual([
      {
        ...where,
        consumerId: bob.consumerId,
        wonAt: at(720),
        winningBidAmount: '60.00',
        currencyCode: 'EUR',
        paymentToken,
      },
    ]);
    expect(dataOf('auction.settled')).toEqual([
      {
        ...where,
        settledAt: at(720),
        totalBids: 2,
        uniqueBidders: 2,
        winningBidAmount: '60.00',
        winnerId: bob.consumerId,
      },
    ]);
    expect(shop.platform.defects).toEqual([]);
  });

  it('is that nobody won below the reserve', async () => {
    const shop = openToldShop();
    const auction = await openAuction(shop, { reservePrice: '100' });
    await auction.bid(await shop.guest(), '99');
    await shop.platform.clock.advance('12m');

    const told = await toldOf(shop);

    expect(told.map(({ type }) => type)).not.toContain('auction.consumer.won');
    expect(told.at(-1)).toMatchObject({
      type: 'auction.settled',
      data: { totalBids: 1, winningBidAmount: null, winnerId: null },
    });
  });

  it('is every acceptance of a Dutch auction, of which only the first is the highest', async () => {
    const shop = openToldShop();
    const auction = await openAuction(shop, { ...falling, quantity: 2 });
    const [ann, bob] = await guests(shop, 2);
    if (ann === undefined || bob === undefined) throw new Error('Somebody is missing.');
    await auction.bid(ann);
    await shop.platform.clock.advance('1m');
    await auction.bid(bob);

    const told = await toldOf(shop);

    expect(told.map(({ type, data }) => [type, data['isHighestBid'] ?? data['winningBidAmount']])).toEqual([
      ['auction.bid.placed', true],
      ['auction.consumer.won', '100.00'],
      ['auction.bid.placed', false],
      ['auction.consumer.won', '90.00'],
      ['distribution.closed', undefined],
      ['auction.settled', '90.00'],
    ]);
  });
});

describe('what is counted of an auction', () => {
  it('is everybody who entered, every bid with its amount, and how it ended', async () => {
    const shop = openToldShop();
    const auction = await openAuction(shop);
    const [ann, bob] = await guests(shop, 2);
    if (ann === undefined || bob === undefined) throw new Error('Somebody is missing.');
    await auction.bid(ann, '50.10');
    await auction.bid(bob, '60.20');
    await shop.platform.clock.advance('12m');

    const count = (event: string) => ({ name: event, unit: 'count', op: 'count', event });
    const bids = { name: 'bids', unit: 'currency', op: 'sum', event: 'bid_placed', field: 'amount' };
    const events = ['auction_entered', 'bid_placed', 'outbid', 'bid_won', 'bid_lost', 'auction_ended'];
    const { body } = await adminOf(shop).post('/analytics/query', {
      interval: '1d',
      timeRange: 'last_1d',
      measures: [...events.map(count), bids],
    });

    expect(body['data']).toMatchObject([
      {
        series: {
          auction_entered: 2,
          bid_placed: 2,
          outbid: 1,
          bid_won: 1,
          bid_lost: 1,
          auction_ended: 1,
          bids: '110.30',
        },
      },
    ]);
  });

  it('is every drop of a falling price', async () => {
    const shop = openToldShop();
    await openAuction(shop, falling);
    await shop.platform.clock.advance('9m');

    const measure = { name: 'drops', unit: 'count', op: 'count', event: 'price_dropped' };
    const query = { interval: '1d', timeRange: 'last_1d', measures: [measure] };

    expect((await adminOf(shop).post('/analytics/query', query)).body['data']).toMatchObject([
      { series: { drops: 6 } },
    ]);
  });
});
