import { describe, expect, it } from 'vitest';
import { adminOf, listed, told } from './support/admin-of.js';
import { admitted } from './support/admitted.js';
import { checkOut } from './support/check-out.js';
import { openAuction } from './support/open-auction.js';
import { openShop, start, type TestShop, type TestShopper } from './support/open-shop.js';

/** Lets a shopper buy the seeded thing, which costs 149.00. */
async function buy(shop: TestShop, shopper?: TestShopper): Promise<TestShopper> {
  const ann = await admitted(shop, shopper);
  const { body } = await checkOut(shop, ann.grant);
  await shop.platform.fetch(`${shop.platform.origin}/__mock/pay/${body['orderId']}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'action=pay',
  });
  return ann;
}

const balance = async (shopper: TestShopper) => (await shopper.call('GET', '/loyalty/balance')).body;

describe('the points of a shopper', () => {
  it('are none at first', async () => {
    const shop = openShop();
    const ann = await shop.guest();

    expect(await balance(ann)).toEqual({ balance: 0, lifetimePoints: 0 });
    expect(listed(await ann.call('GET', '/loyalty/history'))).toEqual([]);
    expect(listed(await ann.call('GET', '/loyalty/expirations'))).toEqual([]);
    expect(shop.platform.defects).toEqual([]);
  });

  it('are earned by paid orders, a point for every whole unit, also before anybody asked', async () => {
    const shop = openShop();
    const ann = await buy(shop);

    expect(await balance(ann)).toEqual({ balance: 149, lifetimePoints: 149 });
    expect(listed(await ann.call('GET', '/loyalty/history'))).toEqual([
      {
        id: expect.stringMatching(/^lt_/),
        txnType: 'EARN',
        pointsDelta: 149,
        occurredAt: start,
        actorType: 'SYSTEM',
        sourceType: 'ORDER',
        sourceId: expect.stringMatching(/^ord_/),
        bucketEarnedOn: '2026-11-22',
      },
    ]);
  });

  it('are earned at the till of the merchant too, once', async () => {
    const shop = openShop();
    const ann = await admitted(shop);
    const { consumerId } = ann;
    const metadata = { orderId: 'shop-17', orderAmount: '20.99' };

    for (let times = 0; times < 2; times += 1) {
      await shop.merchant('POST', `/queues/${shop.queueId}/complete`, { consumerId, metadata });
    }

    expect(await balance(ann)).toEqual({ balance: 20, lifetimePoints: 20 });
    expect(listed(await ann.call('GET', '/loyalty/history'))).toMatchObject([{ sourceId: 'shop-17' }]);
  });

  it('are earned by events that the merchant rewards', async () => {
    const shop = openShop();
    const auction = await openAuction(shop);
    const ann = await shop.guest();
    const set = await adminOf(shop).put('/loyalty/event-points', { bid_placed: 5 });
    await auction.bid(ann, '10');
    await auction.bid(ann, '20');

    expect(set.body).toMatchObject({ bid_placed: 5, order_completed: 1, queue_entered: 0 });
    expect(await balance(ann)).toEqual({ balance: 10, lifetimePoints: 10 });
    expect(listed(await ann.call('GET', '/loyalty/history?limit=1'))).toMatchObject([
      { sourceType: 'EVENT', sourceId: auction.id, pointsDelta: 5 },
    ]);
  });

  it('expire on the virtual clock as the merchant says', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    await admin.put('/loyalty/settings', { expirationType: 'fixed', fixedExpireMonths: 1 });
    const ann = await buy(shop, await shop.member('ann@example.com'));

    expect(listed(await ann.call('GET', '/loyalty/expirations'))).toEqual([
      { expiresOn: '2026-12-22', points: 149 },
    ]);
    expect(listed(await ann.call('GET', '/loyalty/expirations?withinDays=29'))).toEqual([]);
    expect(listed(await ann.call('GET', '/loyalty/expirations?withinDays=30'))).toHaveLength(1);
    await shop.platform.clock.advance('30d');
    const again = await shop.member('ann@example.com');
    expect(again.consumerId).toBe(ann.consumerId);
    expect(await balance(again)).toEqual({ balance: 0, lifetimePoints: 149 });
    expect(listed(await again.call('GET', '/loyalty/history?limit=1'))).toMatchObject([
      {
        txnType: 'EXPIRE',
        pointsDelta: -149,
        occurredAt: '2026-12-22T00:00:00.000Z',
        bucketEarnedOn: '2026-11-22',
        bucketExpiresOn: '2026-12-22',
      },
    ]);
  });

  it('count by the rules that held when they were earned', async () => {
    const shop = openShop();
    const ann = await buy(shop);
    await adminOf(shop).put('/loyalty/settings', { enabled: false });
    const bob = await buy(shop);

    expect([await balance(ann), await balance(bob)]).toMatchObject([{ balance: 149 }, { balance: 0 }]);
  });

  it('move along when a guest signs in', async () => {
    const shop = openShop();
    const member = await buy(shop, await shop.member('ann@example.com'));
    const guest = await buy(shop);
    expect(await balance(guest)).toMatchObject({ balance: 149 });

    const ann = await shop.member('ann@example.com', guest);

    expect(ann.consumerId).toBe(member.consumerId);
    expect(await balance(ann)).toEqual({ balance: 298, lifetimePoints: 298 });
    expect(listed(await ann.call('GET', '/loyalty/history'))).toHaveLength(2);
  });

  it('are forgotten by a reset', async () => {
    const shop = openShop();
    const ann = await buy(shop);
    await balance(ann);
    await adminOf(shop).put('/loyalty/settings', { enabled: false });

    shop.platform.reset();

    expect((await adminOf(shop).get('/loyalty/settings')).body).toMatchObject({ enabled: true });
  });
});

describe('a loyalty programme, as a merchant sets it up', () => {
  it('begins with no limits and points that stay', async () => {
    const shop = openShop();

    expect((await adminOf(shop).get('/loyalty/settings')).body).toEqual({
      enabled: true,
      expirationType: 'none',
      fixedExpireMonths: null,
      inactivityExpireMonths: null,
      maxBalance: null,
      dailyEarnCap: null,
      monthlyEarnCap: null,
    });
    expect(shop.platform.defects).toEqual([]);
  });

  it('keeps what a change leaves out, and refuses an expiration without a number of months', async () => {
    const shop = openShop();
    const admin = adminOf(shop);

    const capped = await admin.put('/loyalty/settings', { dailyEarnCap: 100, maxBalance: 120 });
    const endless = await admin.put('/loyalty/settings', { expirationType: 'fixed' });
    const inactive = await admin.put('/loyalty/settings', {
      expirationType: 'inactivity',
      fixedExpireMonths: 3,
    });
    const none = await admin.put('/loyalty/settings', { fixedExpireMonths: 0 });

    expect(capped.body).toMatchObject({ dailyEarnCap: 100, maxBalance: 120, enabled: true });
    for (const answer of [endless, inactive, none]) expect(told(answer)).toEqual([400, 'validation_error']);
    expect((await admin.get('/loyalty/settings')).body).toEqual(capped.body);
    const ann = await buy(shop);
    expect(await balance(ann)).toMatchObject({ balance: 100 });
  });

  it('goes back to the usual points for what a later change leaves out', async () => {
    const admin = adminOf(openShop());
    await admin.put('/loyalty/event-points', { bid_placed: 5 });

    const { body } = await admin.put('/loyalty/event-points', { draw_entered: 2, order_completed: 0 });

    expect(body).toMatchObject({ bid_placed: 0, draw_entered: 2, order_completed: 0 });
    expect((await admin.get('/loyalty/event-points')).body).toEqual(body);
    expect(told(await admin.put('/loyalty/event-points', { birthday: 5 }))).toEqual([
      400,
      'validation_error',
    ]);
  });

  it('gives and takes points by hand, and never more than there are', async () => {
    const shop = openShop();
    const ann = await shop.guest();
    const adjust = (body: object) =>
      adminOf(shop).post(`/consumers/${ann.consumerId}/loyalty-adjustments`, body);

    const given = await adjust({ points: 50, reason: 'Sorry for the wait', reference: 'case-9' });
    const taken = await adjust({ points: -20 });
    const tooMuch = await adjust({ points: -31 });

    expect(given.body).toMatchObject({
      txnType: 'ADJUST',
      pointsDelta: 50,
      actorType: 'MERCHANT',
      sourceType: 'ADJUSTMENT',
      sourceId: 'case-9',
    });
    expect(taken.body).toMatchObject({ pointsDelta: -20 });
    expect(told(tooMuch)).toEqual([409, 'conflict']);
    expect(told(await adjust({ points: 0 }))).toEqual([400, 'validation_error']);
    expect(told(await adjust({ points: 1.5 }))).toEqual([400, 'validation_error']);
    expect(await balance(ann)).toEqual({ balance: 30, lifetimePoints: 50 });
  });

  it('takes a repeated adjustment under one idempotency key once', async () => {
    const shop = openShop();
    const ann = await shop.guest();
    const call = { service: 'admin', idempotencyKey: 'adjust-1' } as const;

    for (let times = 0; times < 2; times += 1) {
      await shop.merchant('POST', `/consumers/${ann.consumerId}/loyalty-adjustments`, { points: 5 }, call);
    }

    expect(await balance(ann)).toMatchObject({ balance: 5 });
  });
});

describe('D6: the points of another organization', () => {
  it('are its own, and so is its programme', async () => {
    const shop = openShop();
    const theirs = openShop({ platform: shop.platform, organization: 1 });
    const live = openShop({ platform: shop.platform, mode: 'live' });
    const ann = await buy(shop);
    await adminOf(shop).put('/loyalty/settings', { enabled: false });

    for (const other of [theirs, live]) {
      const path = (id: string) => `/consumers/${id}/loyalty-adjustments`;
      const foreign = await adminOf(other).post(path(ann.consumerId), { points: 1 });
      const unknown = await adminOf(other).post(path('cons_unknown'), { points: 1 });
      expect(foreign.status).toBe(404);
      expect({ ...foreign.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
      expect((await adminOf(other).get('/loyalty/settings')).body).toMatchObject({ enabled: true });
    }
    expect(await balance(ann)).toMatchObject({ balance: 149 });
  });
});
