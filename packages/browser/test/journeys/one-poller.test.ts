import { expect, test } from 'vitest';
import { at } from '../../../mock/test/support/at.js';
import { openAuction } from '../../../mock/test/support/open-auction.js';
import { openDraw } from '../../../mock/test/support/open-draw.js';
import type { TestShop } from '../../../mock/test/support/open-shop.js';
import { listenTo, merchantWithoutQueue, namesOf } from '../support/merchant-of.js';
import { phaseOf } from '../support/phase-of.js';
import { openShop } from '../support/polling-shop.js';
import type { Shop, Tab } from '../support/shop.js';

const polls = /GET \/(queues\/.*\/status|consumers\/me)/;

/** A shop with a draw in one experience and an auction in another. */
async function twoSales(shop: Shop): Promise<{ merchant: TestShop; ids: readonly [string, string] }> {
  const merchant = await merchantWithoutQueue(shop);
  const admin = { service: 'admin' } as const;
  const experience = { name: 'The auction', timeZone: 'Europe/Berlin' };
  const second = await merchant.merchant('POST', '/experiences', experience, admin);
  const experienceId = String(second.body['id']);
  const way = { experienceId, name: 'Everyone', priority: 1 };
  const sequence = await merchant.merchant('POST', '/sequences', way, admin);
  await openDraw(merchant, { openAt: null, closeAt: at(7_200), drawAt: at(7_260) });
  const sale = { closeAt: at(7_200), settleAt: at(7_260), startPrice: '10' };
  await openAuction(merchant, { sequenceId: String(sequence.body['id']), ...sale });
  return { merchant, ids: [shop.experienceId, experienceId] };
}

/** Tabs of one shopper, who takes part in both; each shows both. */
async function openTabs(shop: Shop, ids: readonly [string, string]): Promise<Tab[]> {
  const tabs = ['a', 'b'].map((name) => shop.open(name));
  const [first] = tabs;
  await first?.client.auth.guest();
  await first?.client.journeys.get(ids[0]).enter();
  const auction = await first?.client.journeys.get(ids[1]).start();
  if (auction?.journeyStage !== 'routed' || auction.phase !== 'enterable') throw new Error('Not open.');
  if (auction.mechanism === 'auction') await auction.actions.bid({ amount: '10' });
  for (const { client } of tabs) for (const id of ids) client.journeys.get(id).subscribe(() => undefined);
  await shop.pass(60_000);
  shop.sent.length = 0;
  return tabs;
}

test('two journeys in two tabs are kept up to date by one tab, with one request for both', async () => {
  const shop = openShop();
  const { ids } = await twoSales(shop);
  const tabs = await openTabs(shop, ids);

  await shop.pass(120_000);

  const asked = shop.sent.filter(({ line }) => polls.test(line));
  expect(new Set(asked.map(({ tab }) => tab)).size).toBe(1);
  expect(asked.length).toBeGreaterThanOrEqual(22); // the auction asks every five seconds
  expect(asked.length).toBeLessThanOrEqual(26); // and the draw not once more
  for (const { client } of tabs) {
    expect(ids.map((id) => phaseOf(client.journeys.get(id).view))).toEqual([
      'participating',
      'participating',
    ]);
  }
});

test('a tab that shows nothing of a journey knows all the same that the shopper takes part', async () => {
  const shop = openShop();
  const { ids } = await twoSales(shop);
  const [first] = await openTabs(shop, ids);
  const { client } = shop.open('other');
  client.journeys.get(shop.experienceId).subscribe(() => undefined);
  await shop.settle();
  client.journeys.get(shop.experienceId).destroy();

  expect(first?.client.journeys.isTakingPart()).toBe(true);
  client.journeys.get('exp_3').subscribe(() => undefined);
  await shop.pass(30_000);
  expect(client.journeys.isTakingPart()).toBe(true);

  await first?.client.auth.logout();
  await shop.settle();
  expect(first?.client.journeys.isTakingPart()).toBe(false);
  expect(client.journeys.isTakingPart()).toBe(false);
});

test('hidden tabs go on while the shopper is in a draw, only slower, and tell what came of it', async () => {
  const shop = openShop();
  const merchant = await merchantWithoutQueue(shop);
  await openDraw(merchant, { closeAt: at(60), drawAt: at(600), admissionExpirationSeconds: 3_600 });
  const tab = shop.open();
  await tab.client.auth.guest();
  await tab.client.journeys.get(shop.experienceId).enter();
  const told = listenTo(tab);
  tab.page.hide();
  await shop.settle();
  shop.sent.length = 0;

  await shop.pass(300_000);
  const asked = shop.count(polls);
  await shop.pass(340_000);

  expect(asked).toBeGreaterThanOrEqual(9); // every half a minute
  expect(asked).toBeLessThanOrEqual(11);
  expect(namesOf(told, 'draw', 'journey:admitted')).toEqual(['journey:admitted', 'draw:won']);
});

test('without a network nothing is asked, and on return at once, by whichever sign of it', async () => {
  const shop = openShop();
  const merchant = await merchantWithoutQueue(shop);
  await openDraw(merchant, { closeAt: at(60), drawAt: at(86_400) });
  const { client, page } = shop.open();
  await client.auth.guest();
  await client.journeys.get(shop.experienceId).enter();
  const after = async (sign: () => void): Promise<number> => {
    page.goOffline();
    await shop.pass(120_000);
    const before = shop.count(polls);
    page.online = () => true;
    sign();
    await shop.settle();
    return shop.count(polls) - before;
  };
  const { online } = page;
  shop.sent.length = 0;

  await shop.pass(5_000);
  page.goOffline();
  shop.sent.length = 0;
  await shop.pass(120_000);
  expect(shop.count(polls)).toBe(0);

  expect(await after(() => page.fire('online'))).toBe(1);
  page.online = online;
  expect(await after(() => page.show())).toBe(1);
  page.online = online;
  expect(await after(() => page.fire('pageshow'))).toBe(1);
});
