import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openAuction } from '../../packages/mock/test/support/open-auction.js';
import { openShop } from '../../packages/mock/test/support/open-shop.js';
import { makeClient } from '../src/tab.ts';
import { openWorld, type E2eWorld } from '../src/world.ts';

let world: E2eWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Follows the journey of a tab, and returns what it shows of the bidding once `isThere` holds. */
async function biddingIn(tab: Page, id: string, ownBid: string) {
  await tab.evaluate((given) => void globalThis.fanfare.journeys.get(given).subscribe(() => undefined), id);
  const shown = await tab.waitForFunction(
    ([given = '', bid]) => {
      const { view } = globalThis.fanfare.journeys.get(given);
      if (!('bidding' in view) || !('rebid' in view) || view.bidding.ownBid !== bid) return undefined;
      return { rebid: view.rebid, kept: Object.keys(sessionStorage), actions: Object.keys(view.actions) };
    },
    [id, ownBid],
    { timeout: 40_000 },
  );
  return shown.jsonValue();
}

it('bids by itself for a shopper whose page was reloaded, and for nobody who signed out', async () => {
  const { platform } = world.mock;
  const merchant = openShop({ platform });
  await merchant.merchant('DELETE', `/queues/${merchant.queueId}`, undefined, { service: 'admin' });
  const inMs = (ms: number): string => new Date(platform.clock.now() + ms).toISOString();
  const times = { closeAt: inMs(600_000), settleAt: inMs(660_000) };
  const auction = await openAuction(merchant, { startPrice: '50', minBidIncrement: '5', ...times });
  const id = merchant.experienceId;
  const rival = await merchant.guest();
  await rival.call('POST', `/experiences/${id}/enter`);
  const { context, tabs } = await world.openTabs(1);
  const tab = tabs[0]!;
  await tab.evaluate(async (given) => {
    await globalThis.fanfare.auth.guest();
    const view = await globalThis.fanfare.journeys.get(given).start();
    if (!('bid' in view.actions)) throw new TypeError(`no bid in ${JSON.stringify(view)}`);
    const bidding = await view.actions.bid({ amount: '50' });
    if (!('setRebid' in bidding.actions)) throw new TypeError(`no limit in ${JSON.stringify(bidding)}`);
    await bidding.actions.setRebid({ maxAmount: '100' });
  }, id);

  await tab.reload();
  await auction.enter(rival);
  await auction.bid(rival, '60');
  await makeClient(tab, world.tabOptions);
  expect(await biddingIn(tab, id, '65.00')).toMatchObject({
    rebid: { maxAmount: '100' },
    kept: [expect.stringContaining('fanfare:rebids:')],
    actions: expect.arrayContaining(['stopRebid']),
  });

  await tab.evaluate(() => globalThis.fanfare.auth.logout());
  expect(await tab.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
  expect(platform.defects).toEqual([]);
  await context.close();
}, 60_000);
