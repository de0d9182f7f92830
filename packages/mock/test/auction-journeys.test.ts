import { describe, expect, it } from 'vitest';
import { told } from './support/admin-of.js';
import { checkOut } from './support/check-out.js';
import { guests } from './support/guests.js';
import { journeyOf, visit } from './support/journey-of.js';
import { falling, openAuction } from './support/open-auction.js';
import { at } from './support/at.js';
import { openShop, type TestShop, type TestShopper } from './support/open-shop.js';

/** A shop whose only distribution is the auction that is opened next. */
async function auctionShop(): Promise<TestShop> {
  const shop = openShop();
  await shop.merchant('DELETE', `/queues/${shop.queueId}`, undefined, { service: 'admin' });
  return shop;
}

async function visitors(shop: TestShop): Promise<[TestShopper, TestShopper]> {
  const [ann, bob] = await guests(shop, 2);
  if (ann === undefined || bob === undefined) throw new Error('Somebody is missing.');
  await visit(shop, ann);
  await visit(shop, bob);
  return [ann, bob];
}

async function pay(shop: TestShop, orderId: unknown, action: 'pay' | 'cancel'): Promise<void> {
  await shop.platform.fetch(`${shop.platform.origin}/__mock/pay/${orderId}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `action=${action}`,
  });
}

describe('the journey through an auction', () => {
  it('goes from waiting for it to the grant of the winner and the end of the loser', async () => {
    const shop = await auctionShop();
    const auction = await openAuction(shop, { openAt: at(60), startPrice: '50' });
    const [ann, bob] = await visitors(shop);

    expect(await journeyOf(ann)).toMatchObject({
      phase: 'scheduled',
      mechanism: 'auction',
      distribution: {
        id: auction.id,
        lifecycle: 'scheduled',
        opensAt: at(60),
        closesAt: at(600),
        settlesAt: at(720),
      },
    });
    await shop.platform.clock.advance('1m');
    expect(await journeyOf(ann)).toMatchObject({
      phase: 'enterable',
      consumer: { status: 'not_bid' },
      distribution: { details: { auctionType: 'english', highestBid: null, minBid: '50.00', quantity: 1 } },
    });
    await auction.enter(ann);
    expect(await journeyOf(ann)).toMatchObject({ phase: 'participating', consumer: { status: 'not_bid' } });
    await auction.bid(ann, '50');
    await auction.bid(bob, '70');
    expect(await journeyOf(ann)).toMatchObject({
      phase: 'participating',
      consumer: { status: 'outbid', currentBid: '50.00', highestBid: '70.00', enteredAt: at(60) },
      distribution: { details: { minBid: '70.01' } },
    });
    await shop.platform.clock.advance('9m');
    expect(await journeyOf(bob)).toMatchObject({ phase: 'settling', consumer: { status: 'winning' } });
    await shop.platform.clock.advance('2m');
    const { admissionGrant: token } = await auction.status(bob);
    expect(await journeyOf(bob)).toMatchObject({
      phase: 'granted',
      consumer: { status: 'won', admissionGrant: token, grantedAt: at(720) },
      grant: { token, distributionType: 'auction', distributionId: auction.id, issuedAt: at(720) },
    });
    expect(await journeyOf(ann)).toMatchObject({
      phase: 'ended',
      consumer: { status: 'lost' },
      outcome: { type: 'lost', at: at(720), distributionType: 'auction' },
    });
    expect(shop.platform.defects).toEqual([]);
  });

  it('shows the price of a Dutch auction', async () => {
    const shop = await auctionShop();
    await openAuction(shop, { ...falling, quantity: 3 });
    const [ann] = await visitors(shop);
    await shop.platform.clock.advance('2m');

    expect(await journeyOf(ann)).toMatchObject({
      phase: 'enterable',
      distribution: { details: { currentPrice: '80.00', remainingQuantity: 3 } },
    });
  });

  it('ends for everybody when the auction is archived, and nobody wins', async () => {
    const shop = await auctionShop();
    const auction = await openAuction(shop);
    const [ann] = await visitors(shop);
    await auction.bid(ann, '10');

    await shop.merchant('DELETE', `/auctions/${auction.id}`, undefined, { service: 'admin' });
    await shop.platform.clock.advance('30m');

    const newcomer = await shop.guest();
    expect(told(await newcomer.call('GET', `/auctions/${auction.id}/status`))).toEqual([404, 'not_found']);
    expect(told(await auction.bid(ann, '20'))).toEqual([404, 'not_found']);
    expect(await auction.status(ann)).toMatchObject({ status: 'LOST' });
    expect(await journeyOf(ann)).toMatchObject({ phase: 'ended', outcome: { type: 'lost' } });
  });
});

describe('the purchase of what was won', () => {
  async function won() {
    const shop = await auctionShop();
    const auction = await openAuction(shop);
    const [ann, bob] = await visitors(shop);
    await auction.bid(bob, '70');
    await auction.bid(ann, '80.5');
    await shop.platform.clock.advance('12m');
    const { admissionGrant } = await auction.status(ann);
    const buy = (change: object = {}) =>
      checkOut(shop, String(admissionGrant), { distributionId: auction.id, ...change });
    return { shop, auction, ann, bob, buy };
  }

  it('costs what was bid, and is over when it is paid', async () => {
    const { shop, auction, ann, buy } = await won();

    const { body } = await buy();
    await pay(shop, body['orderId'], 'pay');
    const profile = await shop.merchant('GET', `/consumers/${ann.consumerId}`);

    expect(profile.body).toMatchObject({ ltv: '80.50', totalOrders: 1 });
    expect(await journeyOf(ann)).toMatchObject({
      phase: 'ended',
      consumer: { status: 'won', completedAt: at(720) },
      outcome: { type: 'completed', at: at(720) },
    });
    const state = await auction.status(ann);
    expect(state).toMatchObject({ status: 'WON', winningBidAmount: '80.50' });
    expect(state).not.toHaveProperty('admissionGrant');
  });

  it('is of one piece', async () => {
    const { buy } = await won();

    expect(told(await buy({ quantity: 2 }))).toEqual([400, 'validation_error']);
  });

  it('is offered to nobody else when it is cancelled', async () => {
    const { shop, auction, ann, bob, buy } = await won();

    const { body } = await buy();
    await pay(shop, body['orderId'], 'cancel');

    expect(await journeyOf(ann)).toMatchObject({
      phase: 'ended',
      outcome: { type: 'cancelled', reason: 'ORDER_CANCELLED' },
    });
    expect(await auction.status(bob)).toMatchObject({ status: 'LOST' });
    expect(told(await buy())).toEqual([409, 'grant_used']);
  });

  it('lapses when nobody pays in time', async () => {
    const { shop, ann, buy } = await won();

    await buy();
    await shop.platform.clock.advance('31m');

    expect(await journeyOf(ann)).toMatchObject({ phase: 'ended', outcome: { type: 'expired' } });
  });

  it('may happen at the till of the merchant', async () => {
    const { shop, auction, ann } = await won();
    const { admissionGrant: token } = await auction.status(ann);
    const { consumerId } = ann;

    const valid = await shop.merchant('POST', `/auctions/${auction.id}/validate`, { consumerId, token });
    const done = await shop.merchant('POST', `/auctions/${auction.id}/complete`, { consumerId });
    const again = await shop.merchant('POST', `/auctions/${auction.id}/complete`, { consumerId });

    expect(valid.body).toMatchObject({ valid: true, distributionType: 'auction' });
    expect(done.body).toMatchObject({ status: 'COMPLETED', alreadyCompleted: false });
    expect(again.body).toMatchObject({ status: 'COMPLETED', alreadyCompleted: true });
  });
});

describe('a guest who signs in', () => {
  it('keeps their bids, and the grant that they won', async () => {
    const shop = await auctionShop();
    const auction = await openAuction(shop);
    const [guest, bob] = await visitors(shop);
    const member = await shop.member('ann@example.com');
    await auction.bid(member, '10');
    await auction.bid(bob, '20');
    await auction.bid(guest, '30');

    const ann = await shop.member('ann@example.com', guest);

    expect(await auction.status(ann)).toEqual({ status: 'WINNING', lastBidAmount: '30.00', bidCount: 2 });
    await shop.platform.clock.advance('12m');
    const { admissionGrant } = await auction.status(ann);
    const bought = await checkOut(shop, String(admissionGrant), { distributionId: auction.id });
    expect(bought.status).toBe(200);
    expect(shop.platform.defects).toEqual([]);
  });

  it('keeps one win where both had one', async () => {
    const shop = await auctionShop();
    const auction = await openAuction(shop, { ...falling, quantity: 2 });
    const member = await shop.member('ann@example.com');
    const guest = await shop.guest();
    await auction.bid(member);
    await auction.bid(guest);
    const { admissionGrant: theirs } = await auction.status(guest);
    const { admissionGrant: own } = await auction.status(member);

    const ann = await shop.member('ann@example.com', guest);

    expect((await auction.status(ann))['admissionGrant']).toBe(own);
    const buy = (grant: unknown) => checkOut(shop, String(grant), { distributionId: auction.id });
    expect(told(await buy(theirs))).toEqual([403, 'grant_invalid']);
    expect(await buy(own)).toMatchObject({ status: 200 });
  });
});
