import { describe, expect, it } from 'vitest';
import { headers as names } from '@fanfare/contract';
import { adminOf, listed, told } from './support/admin-of.js';
import { admitted } from './support/admitted.js';
import { checkOut } from './support/check-out.js';
import { guests } from './support/guests.js';
import { mockApi } from './support/mock-api.js';
import { openAuction } from './support/open-auction.js';
import { at } from './support/at.js';
import { openShop } from './support/open-shop.js';

describe('an English auction', () => {
  it('shows itself to a page', async () => {
    const shop = openShop();
    const auction = await openAuction(shop, { startPrice: '50', minBidIncrement: '5' });

    const { status, body } = await auction.look('');

    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: auction.id,
      auctionType: 'english',
      currencyCode: 'EUR',
      closeAt: at(600),
      settleAt: at(720),
      startPrice: '50',
    });
    expect(body).not.toHaveProperty('reservePrice');
    expect((await auction.look('/highest-bid')).body).toEqual({ amount: null });
    expect((await auction.look('/current-price')).body).toEqual({
      currentPrice: '50.00',
      remainingQuantity: 1,
      auctionEnded: false,
    });
  });

  it('goes from the first bid to the grant of the winner', async () => {
    const shop = openShop();
    const auction = await openAuction(shop, { reservePrice: '60' });
    const [ann, bob, cid] = await guests(shop, 3);
    if (ann === undefined || bob === undefined || cid === undefined) throw new Error('Somebody is missing.');

    expect((await auction.enter(cid)).body).toEqual({ success: true });
    expect(await auction.status(cid)).toEqual({ status: 'NOT_BID', lastBidAmount: null, bidCount: 0 });
    expect((await auction.bid(ann, '50')).body).toEqual({
      status: 'BIDDING',
      lastBidAmount: '50.00',
      bidCount: 1,
    });
    expect((await auction.bid(bob, '60')).body).toMatchObject({ status: 'WINNING' });
    expect(await auction.status(ann)).toMatchObject({ status: 'OUTBID', lastBidAmount: '50.00' });
    await shop.platform.clock.advance('12m');

    expect((await auction.look('/current-price')).body).toEqual({
      currentPrice: '60.00',
      remainingQuantity: 0,
      auctionEnded: true,
    });
    expect(await auction.status(bob)).toEqual({
      status: 'WON',
      lastBidAmount: '60.00',
      bidCount: 1,
      winningBidAmount: '60.00',
      admissionGrant: expect.stringMatching(/^grant_[\w-]{43}$/),
    });
    expect(await auction.status(ann)).toEqual({ status: 'LOST', lastBidAmount: '50.00', bidCount: 1 });
    expect(await auction.status(cid)).toMatchObject({ status: 'NOT_BID' });
    expect(shop.platform.defects).toEqual([]);
  });

  it.each([
    ['50.00', 'Bid must be higher than current bid', '55.00'],
    ['54.99', 'Bid must meet minimum increment', '55.00'],
  ])('refuses %s after 50 with 400 and the documented text', async (amount, text, minBid) => {
    const [full, hosted] = [openShop(), openShop({ profile: 'hosted' })];
    for (const shop of [full, hosted]) {
      const auction = await openAuction(shop, { minBidIncrement: '5' });
      const [ann, bob] = await guests(shop, 2);
      if (ann === undefined || bob === undefined) throw new Error('Somebody is missing.');
      await auction.bid(ann, '50');

      const { status, body } = await auction.bid(bob, amount);

      expect(status).toBe(400);
      expect(body).toMatchObject(
        shop === full
          ? { error: 'bid_too_low', message: `${text}.`, details: { minBid, currentHighest: '50.00' } }
          : { error: text },
      );
    }
  });

  it('refuses before it opens with 423 and a time, and after the close with 400', async () => {
    const shop = openShop();
    const auction = await openAuction(shop, { openAt: at(60) });
    const ann = await shop.guest();

    const early = await auction.bid(ann, '10');
    await shop.platform.clock.advance('10m');
    const late = await auction.bid(ann, '10');
    const entry = await auction.enter(ann);

    expect(told(early)).toEqual([423, 'not_open']);
    expect(early.headers.get('retry-after')).toBe(at(60));
    expect(told(late)).toEqual([400, 'distribution_closed']);
    expect(told(entry)).toEqual([400, 'distribution_closed']);
  });

  it('wants an amount, and takes none that is a number', async () => {
    const shop = openShop();
    const auction = await openAuction(shop);
    const ann = await shop.guest();

    expect(told(await auction.bid(ann))).toEqual([400, 'validation_error']);
    const number = await ann.call('POST', `/auctions/${auction.id}/bid`, { amount: 12.5 });
    expect(told(number)).toEqual([400, 'validation_error']);
  });

  it('closes later by a bid in the last minute, for everybody to see', async () => {
    const shop = openShop();
    const auction = await openAuction(shop, { autoExtendSeconds: 300 });
    const [ann, bob] = await guests(shop, 2);
    if (ann === undefined || bob === undefined) throw new Error('Somebody is missing.');
    await shop.platform.clock.advance(541_000);
    await auction.bid(ann, '10');
    await shop.platform.clock.advance(350_000);

    expect((await auction.look('')).body).toMatchObject({ closeAt: at(900), settleAt: at(1020) });
    expect(await auction.bid(bob, '20')).toMatchObject({ body: { status: 'WINNING' } });
    expect((await auction.look('')).body).toMatchObject({ closeAt: at(900) });
    await shop.platform.clock.advance('129s');
    expect(await auction.status(bob)).toMatchObject({ status: 'WON' });
  });

  it('takes a repeated bid under one idempotency key once', async () => {
    const shop = openShop();
    const auction = await openAuction(shop);
    const ann = await shop.guest();
    const { call } = mockApi(shop.platform);
    const given = {
      pk: shop.organization.keys.test.publishable,
      token: ann.accessToken,
      params: { auctionId: auction.id },
      body: { amount: '10.00' },
      headers: { [names.idempotencyKey]: 'bid-1', [names.fingerprint]: 'device-1' },
    };

    const first = await call('auctions.bid', given);
    const again = await call('auctions.bid', given);

    expect(again).toMatchObject({ status: 200, body: { status: 'WINNING', bidCount: 1 } });
    expect(again.body).toEqual(first.body);
  });

  it('hints when to ask again, until it is decided', async () => {
    const shop = openShop({ settings: { pollAfterMs: 750 } });
    const auction = await openAuction(shop);
    const ann = await shop.guest();

    expect((await auction.bid(ann, '10')).body).toMatchObject({ pollAfterMs: 750 });
    await shop.platform.clock.advance('12m');
    expect(await auction.status(ann)).not.toHaveProperty('pollAfterMs');
  });
});

describe('D9: the bids of an auction', () => {
  it('are shown under handles that keep everybody else unknown', async () => {
    const shop = openShop();
    const auction = await openAuction(shop);
    const [ann, bob] = await guests(shop, 2);
    if (ann === undefined || bob === undefined) throw new Error('Somebody is missing.');
    await auction.bid(ann, '10');
    await shop.platform.clock.advance('1s');
    await auction.bid(bob, '20');
    await auction.bid(ann, '30');

    const all = await auction.look(`/bids?organizationId=${shop.organization.id}`);
    const latest = await auction.look(`/bids?organizationId=${shop.organization.id}&limit=1`);
    const own = await ann.call('GET', `/auctions/${auction.id}/bids/history`);

    expect(listed(all)).toEqual([
      { amount: '30.00', timestamp: at(1), isHighest: true, bidderHandle: 'Bidder 1' },
      { amount: '20.00', timestamp: at(1), isHighest: false, bidderHandle: 'Bidder 2' },
      { amount: '10.00', timestamp: at(0), isHighest: false, bidderHandle: 'Bidder 1' },
    ]);
    expect(listed(latest)).toEqual(listed(all).slice(0, 1));
    expect(listed(own).map(({ amount, consumerId }) => [amount, consumerId])).toEqual([
      ['30.00', ann.consumerId],
      ['10.00', ann.consumerId],
    ]);
    expect((await auction.look('/highest-bid')).body).toEqual({ amount: '30.00' });
  });

  it('are not there for a page that names another organization, or none', async () => {
    const shop = openShop();
    const auction = await openAuction(shop);

    const theirs = await auction.look('/bids?organizationId=org_borealis');
    const unknown = await shop.page('GET', '/auctions/auction_unknown/bids?organizationId=org_aurora');

    expect(theirs.status).toBe(404);
    expect({ ...theirs.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
    expect(told(await auction.look('/bids'))).toEqual([400, 'validation_error']);
  });
});

describe('D6: an auction of another organization', () => {
  it.each([
    ['GET', ''],
    ['POST', '/enter'],
    ['POST', '/bid'],
    ['GET', '/status'],
    ['GET', '/bids/history'],
    ['GET', '/highest-bid'],
    ['GET', '/current-price'],
  ])('%s %s answers as for an unknown one', async (method, path) => {
    const shop = openShop();
    const theirs = openShop({ platform: shop.platform, organization: 1 });
    const auction = await openAuction(theirs);
    const ann = await shop.guest();
    const body = path === '/bid' ? { amount: '10' } : undefined;

    const foreign = await ann.call(method, `/auctions/${auction.id}${path}`, body);
    const unknown = await ann.call(method, `/auctions/auction_unknown${path}`, body);

    expect(foreign.status).toBe(404);
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
  });
});

describe('the gates in front of an auction', () => {
  it('are also the limits of what somebody may order', async () => {
    const shop = openShop();
    const auction = await openAuction(shop);
    const [ann, bob] = await guests(shop, 2);
    if (ann === undefined || bob === undefined) throw new Error('Somebody is missing.');
    const { sequence, product } = shop.organization;
    const limit = { sequenceId: sequence.id, productId: product.id, maxQuantity: 1 };
    await adminOf(shop).post(`/sequences/${sequence.id}/order-limits`, limit);
    const { grant } = await admitted(shop, ann);
    await checkOut(shop, grant);

    expect(told(await auction.enter(ann))).toEqual([409, 'order_limit_exceeded']);
    expect(told(await auction.bid(ann, '10'))).toEqual([409, 'order_limit_exceeded']);
    expect(await auction.bid(bob, '10')).toMatchObject({ status: 200 });
  });

  it('stop entries and first bids, and let those stay who take part', async () => {
    const shop = openShop();
    const auction = await openAuction(shop);
    const [ann, bob] = await guests(shop, 2);
    if (ann === undefined || bob === undefined) throw new Error('Somebody is missing.');
    await auction.bid(ann, '10');
    shop.organization.sequence.accessCode = 'SESAME';

    expect(told(await auction.enter(bob))).toEqual([403, 'forbidden']);
    expect(told(await auction.bid(bob, '20'))).toEqual([403, 'forbidden']);
    expect(await auction.bid(ann, '20')).toMatchObject({ status: 200 });
  });
});
