import { expect, test } from 'vitest';
import { openAuction } from '../../../mock/test/support/open-auction.js';
import type { Journey, JourneyView } from '../../src/index.js';
import { listenTo, merchantWithoutQueue, rivalIn, type Told } from '../support/merchant-of.js';
import { openShop } from '../support/polling-shop.js';
import type { Shop, Tab } from '../support/shop.js';

type Bidding = Extract<JourneyView, { phase: 'participating'; mechanism: 'auction' }>;

const rebidsOf = (told: readonly Told[]): readonly Told[] =>
  told.filter(([name]) => name.startsWith('auction:rebid'));

/** What is kept for a tab, under any name. */
const keptFor = (shop: Shop, tab = 'tab'): readonly string[] => [...shop.tabKeep(tab).items.keys()];

function bidding({ view }: Journey): Bidding {
  expect(view).toMatchObject({ phase: 'participating', mechanism: 'auction' });
  return view as Bidding; // seen just now
}

interface Opened extends Tab {
  readonly journey: Journey;
  readonly told: Told[];
}

/** Opens a tab, or loads it anew, and follows the journey. */
async function follow(shop: Shop, name?: string): Promise<Opened> {
  const tab = shop.open(name);
  const told = listenTo(tab);
  const journey = tab.client.journeys.get(shop.experienceId);
  journey.subscribe(() => undefined);
  await shop.settle();
  return { ...tab, journey, told };
}

/** An auction in which a shopper set a limit of 100, and somebody who may bid more. */
async function openBidding() {
  const shop = openShop();
  const merchant = await merchantWithoutQueue(shop);
  const auction = await openAuction(merchant, { startPrice: '50', minBidIncrement: '5' });
  const tab = await follow(shop);
  await tab.client.auth.guest();
  await tab.journey.start();
  await (tab.journey.view as Extract<JourneyView, { phase: 'enterable'; mechanism: 'auction' }>).actions.bid({
    amount: '50',
  });
  await bidding(tab.journey).actions.setRebid?.({ maxAmount: '100', increment: '10' });
  const rival = await rivalIn(merchant);
  await auction.enter(rival);
  return { shop, auction, tab, outbid: (amount: string) => auction.bid(rival, amount) };
}

test('a limit goes on in the tab that is loaded anew, and is told as one from before', async () => {
  const { shop, auction, outbid, tab } = await openBidding();
  tab.client.destroy();
  const { journey, told } = await follow(shop);
  await outbid('60');
  await shop.pass(6_000);

  expect(bidding(journey)).toMatchObject({ rebid: { maxAmount: '100' }, bidding: { ownBid: '70.00' } });
  expect(Object.keys(journey.view.actions)).toContain('stopRebid');
  expect(rebidsOf(told)).toEqual([
    ['auction:rebid-set', { auctionId: auction.id, maxAmount: '100', isRestored: true }],
  ]);
});

test('whoever was outbid while the page was loading is bid for as soon as it is there', async () => {
  const { shop, outbid, tab } = await openBidding();
  tab.client.destroy();
  await outbid('60');
  const { journey } = await follow(shop);
  await shop.pass(1_000);

  expect(bidding(journey).bidding.ownBid).toBe('70.00');
});

test('a limit that came to its end is not there after a reload', async () => {
  const { shop, outbid, tab } = await openBidding();
  await outbid('120');
  await shop.pass(6_000);
  expect(rebidsOf(tab.told).at(-1)).toMatchObject(['auction:rebid-stopped', { reason: 'limit_reached' }]);
  expect(keptFor(shop)).toEqual([]);

  tab.client.destroy();
  const again = await follow(shop);
  expect([bidding(again.journey).rebid, rebidsOf(again.told)]).toEqual([null, []]);
});

test('a limit that the shopper ends stays ended', async () => {
  const { shop, outbid, tab } = await openBidding();
  await bidding(tab.journey).actions.stopRebid?.();
  expect(keptFor(shop)).toEqual([]);
  tab.client.destroy();
  const { journey } = await follow(shop);
  await outbid('60');
  await shop.pass(20_000);

  expect(bidding(journey)).toMatchObject({ rebid: null, bidding: { ownBid: '50.00' } });
});

test('a limit is this tab’s: another one, or one that is opened later, bids for nobody', async () => {
  const { shop, outbid, tab } = await openBidding();
  tab.client.destroy();
  const { journey } = await follow(shop, 'another');
  await outbid('60');
  await shop.pass(20_000);

  expect(bidding(journey)).toMatchObject({ rebid: null, bidding: { ownBid: '50.00' } });
});

test('an auction that is over when the page is back ends its limit, and says so', async () => {
  const { shop, auction, outbid, tab } = await openBidding();
  tab.client.destroy();
  await outbid('60');
  await shop.pass(800_000);
  const { told, journey } = await follow(shop);

  expect(journey.view).toMatchObject({ phase: 'ended' });
  expect(rebidsOf(told)).toEqual([['auction:rebid-stopped', { auctionId: auction.id, reason: 'over' }]]);
  expect(keptFor(shop)).toEqual([]);
});

test('a limit goes with a sign-out, also where no journey was touched since the reload', async () => {
  const { shop, tab } = await openBidding();
  tab.client.destroy();
  const again = shop.open();
  await again.client.auth.restore();
  expect(keptFor(shop)).toHaveLength(1);
  await again.client.auth.logout();

  expect(keptFor(shop)).toEqual([]);
});

test('a limit of a session that ended elsewhere is nothing to the next one, of whomever', async () => {
  const { shop, tab, outbid } = await openBidding();
  const [kept] = shop.tabKeep('tab').items;
  const { client } = shop.open('another');
  await client.auth.restore();
  tab.client.destroy(); // put away: it hears of nothing
  await client.auth.logout();
  await client.auth.guest();
  expect([...shop.tabKeep('tab').items][0]).toEqual(kept);
  const { journey } = await follow(shop);
  await journey.enter();
  await outbid('60');
  await shop.pass(20_000);

  expect(journey.view).toMatchObject({ rebid: null });
  expect(keptFor(shop)).toEqual([]);
});

test('a limit outlives a new session of the same shopper, and a reload after it', async () => {
  const { shop, tab, outbid } = await openBidding();
  const email = 'ada@example.com';
  await tab.client.auth.requestOtp({ email });
  await tab.client.auth.verifyOtp({ email, code: shop.platform.otpFor(email) ?? '' });
  await shop.settle();
  const isKept = bidding(tab.journey).rebid !== null;
  tab.client.destroy();
  const { journey } = await follow(shop);
  await outbid('60');
  await shop.pass(6_000);

  expect([isKept, bidding(journey).rebid !== null]).toEqual([isKept, isKept]);
});

test.each([
  ['no JSON', () => '{'],
  ['another shape', () => '[1]'],
  ['nothing', () => 'null'],
  ['another amount', (text: string) => text.replace('"100"', '"1e9"')],
  ['a number', (text: string) => text.replace('"100"', '100')],
  ['another step', (text: string) => text.replace('"10"', '"-10"')],
  ['another session', (text: string) => text.replace(/"epoch":\d+/, '"epoch":1')],
])('what was kept and is %s now bids for nobody', async (_, spoil) => {
  const { shop, tab, outbid } = await openBidding();
  tab.client.destroy();
  const { items } = shop.tabKeep('tab');
  for (const [name, text] of items) items.set(name, spoil(text));
  const { journey } = await follow(shop);
  await outbid('60');
  await shop.pass(20_000);

  expect(bidding(journey)).toMatchObject({ rebid: null, bidding: { ownBid: '50.00' } });
});

test('where nothing can be kept a limit lives as long as the page', async () => {
  const { shop, tab, outbid } = await openBidding();
  shop.tabKeep('tab').forbid();
  await bidding(tab.journey).actions.setRebid?.({ maxAmount: '200', increment: '10' });
  await outbid('120');
  await shop.pass(6_000);

  expect(bidding(tab.journey).bidding.ownBid).toBe('130.00');
});
