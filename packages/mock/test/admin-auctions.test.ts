import { describe, expect, it } from 'vitest';
import { adminOf, paged, told } from './support/admin-of.js';
import { falling, openAuction } from './support/open-auction.js';
import { at } from './support/at.js';
import { openShop, start, type TestShop } from './support/open-shop.js';
import { openToldShop } from './support/open-told-shop.js';

function settings(shop: TestShop, more: object = {}): object {
  return { sequenceId: shop.organization.sequence.id, name: 'The last pair', settleAt: at(720), ...more };
}

describe('A2: auctions, as a merchant sets them up', () => {
  it('are created, listed, read, changed and archived', async () => {
    const shop = openShop();
    const admin = adminOf(shop);

    const created = await admin.post('/auctions', settings(shop, { reservePrice: '99.90' }));
    const path = `/auctions/${created.body['id']}`;
    const listed = await admin.get('/auctions');
    const changed = await admin.put(path, {
      name: 'The very last pair',
      reservePrice: null,
      closeAt: at(600),
    });
    const archived = await admin.remove(path);
    const read = await admin.get(path);
    const left = await admin.get('/auctions');

    expect(created.body).toMatchObject({
      name: 'The last pair',
      auctionType: 'english',
      currencyCode: 'EUR',
      reservePrice: '99.90',
      minBidIncrement: null,
      closeAt: null,
      settleAt: at(720),
      quantity: null,
      archived: false,
    });
    expect(paged(listed)).toEqual([created.body]);
    expect(changed.body).toMatchObject({
      name: 'The very last pair',
      reservePrice: null,
      closeAt: at(600),
      updatedAt: start,
    });
    expect(archived.body).toMatchObject({
      archived: true,
      statusOverride: 'ended',
      teardownStatus: 'completed',
    });
    expect(read.body).toEqual(archived.body);
    expect(paged(left)).toEqual([]);
    expect(told(await admin.put(path, { name: 'Again' }))).toEqual([409, 'conflict']);
    expect(shop.platform.defects).toEqual([]);
  });

  it('are listed by name, sequence and page', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    for (const name of ['Beta', 'Alpha', 'Gamma']) await admin.post('/auctions', settings(shop, { name }));
    const names = async (query: string) =>
      paged(await admin.get(`/auctions?${query}`)).map(({ name }) => name);

    expect(await names('sortBy=name&sortDir=asc')).toEqual(['Alpha', 'Beta', 'Gamma']);
    expect(await names('search=amm')).toEqual(['Gamma']);
    expect(await names('sequenceId=seq_unknown')).toEqual([]);
    const first = await admin.get('/auctions?first=2');
    const { endCursor } = first.body['pageInfo'] as { endCursor: string };
    await admin.post('/auctions', settings(shop, { name: 'Delta' }));
    expect(await names(`first=2&after=${endCursor}`)).toEqual(['Beta']);
  });

  it('show the times that were set, also after a late bid moved them', async () => {
    const shop = openShop();
    const auction = await openAuction(shop, { autoExtendSeconds: 120 });
    await shop.platform.clock.advance('9m30s');
    await auction.bid(await shop.guest(), '10');

    expect((await adminOf(shop).get(`/auctions/${auction.id}`)).body).toMatchObject({
      closeAt: at(600),
      settleAt: at(720),
    });
    expect((await auction.look('')).body).toMatchObject({ closeAt: at(720), settleAt: at(840) });
  });

  it('keep what bidders rely on from the first bid on', async () => {
    const shop = openShop();
    const auction = await openAuction(shop, { reservePrice: '10' });
    expect(await auction.change({ reservePrice: '20', quantity: 2 })).toMatchObject({ status: 200 });
    await auction.bid(await shop.guest(), '15');

    const broken = await auction.change({ reservePrice: '10', ...falling });
    const same = await auction.change({ reservePrice: '20', quantity: 2, name: 'Two pairs' });
    const later = await auction.change({ closeAt: at(1200), settleAt: at(1300) });

    expect(told(broken)).toEqual([409, 'conflict']);
    expect(broken.body['message']).toMatch(/auctionType, reservePrice/);
    expect(same.body).toMatchObject({ name: 'Two pairs' });
    expect(later.status).toBe(200);
    await shop.platform.clock.advance('19m');
    expect(await auction.bid(await shop.guest(), '30')).toMatchObject({ status: 200 });
  });

  it('tell the webhook endpoints which fields changed', async () => {
    const shop = openToldShop();
    const auction = await openAuction(shop);

    await auction.change({ quantity: 3, closeAt: at(600) });

    expect((await shop.told()).filter(({ type }) => type === 'distribution.updated')).toMatchObject([
      { data: { distributionId: auction.id, distributionType: 'auction', changedFields: ['quantity'] } },
    ]);
  });

  it('belong to one mode', async () => {
    const shop = openShop();
    const live = openShop({ platform: shop.platform, mode: 'live' });
    const auction = await openAuction(shop);

    expect(told(await adminOf(live).get(`/auctions/${auction.id}`))).toEqual([404, 'not_found']);
    expect(paged(await adminOf(live).get('/auctions'))).toEqual([]);
  });
});

describe('D6: references of an auction', () => {
  it.each(['seq_unknown', 'seq_borealis', 'seq_aurora_live'])('%s is unknown', async (sequenceId) => {
    const shop = openShop();
    const auction = await openAuction(shop);

    for (const answer of [
      await adminOf(shop).post('/auctions', settings(shop, { sequenceId })),
      await auction.change({ sequenceId }),
    ]) {
      expect(answer).toMatchObject({ status: 404, body: { message: 'There is no such sequence.' } });
    }
  });

  it.each(['GET', 'PUT', 'DELETE'])(
    '%s of another organization answers as for an unknown one',
    async (method) => {
      const shop = openShop();
      const theirs = await openAuction(openShop({ platform: shop.platform, organization: 1 }));
      const change = method === 'PUT' ? { name: 'Mine' } : undefined;
      const ask = (id: string) => shop.merchant(method, `/auctions/${id}`, change, { service: 'admin' });

      const [foreign, unknown] = [await ask(theirs.id), await ask('auction_unknown')];

      expect(foreign.status).toBe(404);
      expect({ ...foreign.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
    },
  );
});

describe('F1: what an auction may not be', () => {
  it.each([
    ['without a time to settle', { settleAt: undefined }],
    ['with an amount that is a number', { startPrice: 10 }],
    ['with no thing to win', { quantity: 0 }],
    ['with a field that nobody knows', { buyNowPrice: '10' }],
    ['closed after it settles', { closeAt: at(721) }],
    ['opened after it closes', { openAt: at(600), closeAt: at(600) }],
    ['Dutch without a price', { auctionType: 'dutch' }],
    ['Dutch without a step', { ...falling, priceDropAmount: null }],
    ['Dutch with a start below the floor', { ...falling, floorPrice: '100.01' }],
    ['Dutch with a start below the reserve', { ...falling, reservePrice: '100.01' }],
    ['Dutch with steps of nothing', { ...falling, priceDropAmount: '0' }],
    ['Dutch with steps without number', { ...falling, priceDropAmount: '0.001' }],
  ])('%s', async (_what, wrong) => {
    const shop = openShop();

    const answer = await adminOf(shop).post('/auctions', settings(shop, wrong));

    expect(told(answer)).toEqual([400, 'validation_error']);
  });

  it('holds for changes too', async () => {
    const auction = await openAuction(openShop());

    expect(told(await auction.change({ settleAt: at(599) }))).toEqual([400, 'validation_error']);
    expect(told(await auction.change({ auctionType: 'dutch' }))).toEqual([400, 'validation_error']);
  });
});
