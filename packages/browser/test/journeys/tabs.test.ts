import { expect, test } from 'vitest';
import { phaseOf } from '../support/phase-of.js';
import { openShop } from '../support/polling-shop.js';
import type { Shop, Tab } from '../support/shop.js';

const polls = /GET \/(queues\/.*\/status|consumers\/me)/;

/** Opens tabs of one shopper who stands in line, all of them visible. */
async function tabs(shop: Shop, { count, admitRate }: { count: number; admitRate: number }): Promise<Tab[]> {
  shop.platform.world.organizations[0].queue.admitRate = admitRate;
  const opened = Array.from({ length: count }, (_, index) => shop.open(`tab ${index}`));
  await opened[0]?.client.auth.guest();
  await opened[0]?.client.journeys.get(shop.experienceId).enter();
  for (const { client } of opened) client.journeys.get(shop.experienceId).subscribe(() => undefined);
  await shop.settle();
  shop.sent.length = 0;
  return opened;
}

const askers = (shop: Shop): Set<string> =>
  new Set(shop.sent.filter(({ line }) => polls.test(line)).map(({ tab }) => tab));

test('four tabs ask no more often than one, and show the same', async () => {
  const shop = openShop();
  const opened = await tabs(shop, { count: 4, admitRate: 0.1 });

  await shop.pass(150_000);

  expect(shop.count(polls)).toBeLessThanOrEqual(10); // every 15 s
  expect(shop.count(polls)).toBeGreaterThanOrEqual(9);
  expect(askers(shop).size).toBe(1);
  const views = opened.map(({ client }) => client.journeys.get(shop.experienceId).view);
  expect(new Set(views.map((view) => JSON.stringify(view))).size).toBe(1);
});

test('another tab takes over when the one that asks is closed', async () => {
  const shop = openShop();
  const opened = await tabs(shop, { count: 2, admitRate: 0.1 });
  await shop.pass(60_000);
  const [asker] = [...askers(shop)];
  opened.find(({ name }) => name === asker)?.client.destroy();
  shop.sent.length = 0;

  await shop.pass(60_000);

  expect(shop.count(polls)).toBeGreaterThanOrEqual(3);
  expect([...askers(shop)]).not.toContain(asker);
});

test('a visible tab takes over from a hidden one', async () => {
  const shop = openShop();
  const opened = await tabs(shop, { count: 2, admitRate: 0.1 });
  await shop.pass(60_000);
  const [asker] = [...askers(shop)];
  opened.find(({ name }) => name === asker)?.page.hide();
  shop.sent.length = 0;

  await shop.pass(120_000);

  expect(shop.count(polls)).toBeGreaterThanOrEqual(6); // not the pace of a hidden tab
  expect([...askers(shop)]).not.toContain(asker);
});

test('tabs that wake together ask once', async () => {
  const shop = openShop();
  const opened = await tabs(shop, { count: 4, admitRate: 0.1 });
  for (const { page } of opened) page.goOffline();
  await shop.pass(60_000);
  expect(shop.count(polls)).toBe(0);

  for (const { page } of opened) page.goOnline();
  await shop.settle();

  expect(shop.count(polls)).toBe(1);
});

test('a grant reaches every tab, each of which fetches it for itself, once', async () => {
  const shop = openShop();
  const opened = await tabs(shop, { count: 3, admitRate: 1 });

  await shop.pass(75_000);

  for (const { client } of opened)
    expect(phaseOf(client.journeys.get(shop.experienceId).view)).toBe('granted');
  expect(JSON.stringify(shop.channels.said)).toContain('"granted"');
  expect(JSON.stringify(shop.channels.said)).not.toMatch(/token|admissionGrant|accessToken/i);
});

test('what one tab does, the others show at once', async () => {
  const shop = openShop();
  const [first, second] = await tabs(shop, { count: 2, admitRate: 0.1 });

  await first?.client.journeys.get(shop.experienceId).leave();
  await shop.settle();

  const view = second?.client.journeys.get(shop.experienceId).view;
  expect(view).toMatchObject({ phase: 'ended', outcome: { type: 'left' } });
  expect(askers(shop).size).toBe(0);
});

test('a tab with another shopper takes no notice', async () => {
  const shop = openShop();
  const [first] = await tabs(shop, { count: 1, admitRate: 0.1 });
  const other = shop.open('other', { store: 'memory' });
  await other.client.auth.guest();
  const journey = other.client.journeys.get(shop.experienceId);
  await journey.start();
  journey.subscribe(() => undefined);

  await shop.pass(25_000); // the first tab has told its place by then, the other has not asked again

  expect(shop.channels.said.some(({ name }) => name.startsWith('fanfare:journey:'))).toBe(true);
  expect(journey.view).toMatchObject({ phase: 'enterable' });
  expect(first?.client.journeys.get(shop.experienceId).view).toMatchObject({ phase: 'participating' });
});

test('without locks and channels every tab asks for itself', async () => {
  const shop = openShop();
  shop.platform.world.organizations[0].queue.admitRate = 0.1;
  const opened = ['a', 'b'].map((name) => {
    const { page } = shop.open();
    return shop.open(name, { environment: { page, locks: null, channel: null, keep: null } });
  });
  for (const { client } of opened) {
    await client.auth.guest();
    await client.journeys.get(shop.experienceId).enter();
  }
  shop.sent.length = 0;

  await shop.pass(60_000);

  expect([...askers(shop)].sort()).toEqual(['a', 'b']);
});

test('the channel is closed while the page is put away, and opened when it is back', async () => {
  const shop = openShop();
  const [tab] = await tabs(shop, { count: 1, admitRate: 0.1 });
  const before = shop.channels.open;

  tab?.page.fire('pagehide');
  const away = shop.channels.open;
  tab?.page.fire('pageshow');
  await shop.settle();

  expect(away).toBe(0);
  expect(shop.channels.open).toBe(before);
});
