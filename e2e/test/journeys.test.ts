import type { Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openAuction } from '../../packages/mock/test/support/open-auction.js';
import { openDraw } from '../../packages/mock/test/support/open-draw.js';
import { openRelease } from '../../packages/mock/test/support/open-release.js';
import { openShop, type TestShop } from '../../packages/mock/test/support/open-shop.js';
import { openWorld, type E2eWorld } from '../src/world.ts';

declare global {
  /** What the client of the page under test told of its journeys, oldest first. */
  var told: string[];
}

let world: E2eWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

interface Sales {
  readonly merchant: TestShop;
  readonly drawn: string;
  readonly sold: string;
  readonly auction: Awaited<ReturnType<typeof openAuction>>;
}

/** A draw in one experience; in another a timed release for everybody, and an auction for those who know the code. */
async function openSales(): Promise<Sales> {
  const { platform } = world.mock;
  const merchant = openShop({ platform });
  const admin = { service: 'admin' } as const;
  const inMs = (ms: number): string => new Date(platform.clock.now() + ms).toISOString();
  const made = async (path: string, body: object): Promise<string> =>
    String((await merchant.merchant('POST', path, body, admin)).body['id']);
  await merchant.merchant('DELETE', `/queues/${merchant.queueId}`, undefined, admin);
  await openDraw(merchant, { closeAt: inMs(600_000), drawAt: inMs(660_000) });
  const sold = await made('/experiences', { name: 'Sold', timeZone: 'Europe/Berlin' });
  const everyone = await made('/sequences', { experienceId: sold, name: 'Everyone', priority: 1 });
  const friends = { experienceId: sold, name: 'Friends', priority: 9, accessCode: 'friend' };
  const sequenceId = await made('/sequences', friends);
  await openRelease(merchant, { sequenceId: everyone });
  const times = { closeAt: inMs(600_000), settleAt: inMs(660_000) };
  const auction = await openAuction(merchant, { sequenceId, startPrice: '50', ...times });
  return { merchant, drawn: merchant.experienceId, sold, auction };
}

const isPoll = (request: Request): boolean =>
  request.method() === 'GET' && request.url().endsWith('/consumers/me');

/** Counts how often a tab asks where the shopper stands. */
function countPolls(tab: Page): { count: number } {
  const polls = { count: 0 };
  tab.on('request', (request) => {
    if (isPoll(request)) polls.count += 1;
  });
  return polls;
}

/** Shows journeys in a tab, and writes down what is told of them. */
function follow(tab: Page, ids: readonly string[]): Promise<void> {
  return tab.evaluate((given) => {
    globalThis.told = [];
    for (const name of globalThis.sdk.clientEventNames) {
      if (/^(journey|draw|auction)/.test(name)) globalThis.fanfare.on(name, () => globalThis.told.push(name));
    }
    for (const id of given) globalThis.fanfare.journeys.get(id).subscribe(() => undefined);
  }, ids);
}

/** Where a journey of a tab stands, as in `granted/draw`. */
function standing(tab: Page, id: string): Promise<string> {
  return tab.evaluate((given) => {
    const { view } = globalThis.fanfare.journeys.get(given);
    if (view.journeyStage !== 'routed') return view.journeyStage;
    return 'mechanism' in view ? `${view.phase}/${view.mechanism}` : view.phase;
  }, id);
}

/** Bids through the action that the view holds. */
function bid(tab: Page, id: string, amount: string): Promise<string> {
  return tab.evaluate(
    async ([given, text]) => {
      const { actions } = globalThis.fanfare.journeys.get(given ?? '').view;
      if (!('bid' in actions)) return 'no bid';
      const after = await actions.bid({ amount: text });
      return 'consumer' in after ? after.consumer.status : after.journeyStage;
    },
    [id, amount],
  );
}

const told = (tab: Page): Promise<string[]> => tab.evaluate(() => globalThis.told);
const untilIn = (tabs: readonly Page[], id: string, wanted: string): Promise<void> =>
  vi.waitFor(
    async () => {
      for (const tab of tabs) expect(await standing(tab, id)).toBe(wanted);
    },
    { timeout: 40_000, interval: 100 },
  );

describe('two journeys in two tabs of a real Chromium', () => {
  it('are walked through a draw, another way and an auction to their grants, with one tab that polls', async () => {
    const { merchant, drawn, sold, auction } = await openSales();
    world.mock.platform.settings.pollAfterMs = 2_000;
    world.mock.platform.fault({ operation: 'events.stream', code: 'not_found' }); // so that they poll
    const { context, tabs } = await world.openTabs(2);
    const [one, other] = tabs as [Page, Page]; // two were opened
    await one.evaluate(() => globalThis.fanfare.auth.guest());
    await other.evaluate(() => globalThis.fanfare.auth.restore());
    for (const tab of tabs) await follow(tab, [drawn, sold]);

    await one.evaluate(
      (id) =>
        globalThis.fanfare.journeys
          .get(id)
          .enter()
          .then(() => undefined),
      drawn,
    );
    await one.evaluate(
      (id) =>
        globalThis.fanfare.journeys
          .get(id)
          .start()
          .then(() => undefined),
      sold,
    );
    expect(await standing(one, sold)).toBe('enterable/timed_release');
    await one.evaluate(
      (id) =>
        globalThis.fanfare.journeys
          .get(id)
          .reroute({ accessCode: 'friend' })
          .then(() => undefined),
      sold,
    );
    expect(await standing(one, sold)).toBe('enterable/auction');
    expect(await told(one)).toContain('journey:rerouted');
    expect(await bid(one, sold, '50')).toBe('winning');
    await untilIn(tabs, drawn, 'participating/draw');
    await untilIn(tabs, sold, 'participating/auction');

    const [first, second] = tabs.map(countPolls) as [{ count: number }, { count: number }]; // two were opened
    await vi.waitFor(() => expect(first.count + second.count).toBeGreaterThanOrEqual(8), {
      timeout: 60_000,
      interval: 100,
    });
    // Two pollers would make half of them each. A timer that a busy machine fires late may hand both journeys over once.
    expect(Math.min(first.count, second.count)).toBeLessThanOrEqual(2);

    const rival = await merchant.guest();
    await rival.call('POST', `/experiences/${sold}/enter`);
    await rival.call('POST', `/experiences/${sold}/route`, { accessCode: 'friend' });
    await auction.enter(rival);
    expect((await auction.bid(rival, '70')).status).toBe(200);
    await vi.waitFor(
      async () => {
        for (const tab of tabs) expect(await told(tab)).toContain('auction:outbid');
      },
      { timeout: 40_000, interval: 100 },
    );
    expect(await bid(other, sold, '80')).toBe('winning');

    await world.mock.platform.clock.advance('12m');
    await untilIn(tabs, drawn, 'granted/draw');
    await untilIn(tabs, sold, 'granted/auction');
    for (const tab of tabs) {
      expect(await told(tab)).toEqual(
        expect.arrayContaining(['journey:admitted', 'draw:won', 'auction:won']),
      );
      expect(await tab.evaluate(() => globalThis.fanfare.journeys.isTakingPart())).toBe(true);
    }
    expect(world.mock.platform.defects).toEqual([]);
    await context.close();
  }, 240_000);
});
