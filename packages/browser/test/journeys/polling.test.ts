import { expect, test } from 'vitest';
import { phaseOf } from '../support/phase-of.js';
import { openShop } from '../support/polling-shop.js';
import type { Shop, Tab } from '../support/shop.js';

const polls = /GET \/(queues\/.*\/status|consumers\/me)/;

async function inLine(shop: Shop, { admitRate = 0.1 } = {}): Promise<Tab> {
  shop.platform.world.organizations[0].queue.admitRate = admitRate; // a place takes ten minutes
  const tab = shop.open();
  await tab.client.auth.guest();
  const journey = tab.client.journeys.get(shop.experienceId);
  journey.subscribe(() => undefined);
  await journey.enter();
  await shop.settle();
  shop.sent.length = 0;
  return tab;
}

test('polls at its own pace while the shopper stands in line', async () => {
  const shop = openShop();
  await inLine(shop);

  await shop.pass(60_000);

  expect(shop.count(polls)).toBe(4); // every 15 s
  expect(shop.sent.every(({ line }) => line.endsWith('/status'))).toBe(true);
});

test('polls more often towards the front', async () => {
  const shop = openShop();
  await inLine(shop, { admitRate: 2 }); // half a minute

  await shop.pass(20_000);

  expect(shop.count(polls)).toBe(6); // every 3 s
});

test('obeys a hint of the platform, and never asks before it', async () => {
  const shop = openShop({ settings: { pollAfterMs: 40_000 } });
  const { client } = await inLine(shop);
  await client.journeys.get(shop.experienceId).refresh();
  shop.sent.length = 0;

  await shop.pass(39_000);
  expect(shop.count(polls)).toBe(0);
  await shop.pass(20_000);

  expect(shop.count(polls)).toBe(1);
});

test('obeys Retry-After of a good answer as a hint', async () => {
  const shop = openShop();
  const { client } = await inLine(shop);
  shop.platform.fault({ operation: 'queues.status', retryAfter: '40', times: 1 });
  await client.journeys.get(shop.experienceId).refresh();
  shop.sent.length = 0;

  await shop.pass(39_000);
  expect(shop.count(polls)).toBe(0);
  await shop.pass(20_000);

  expect(shop.count(polls)).toBeGreaterThan(0);
});

test('watching and ceasing to watch neither puts a reading off nor makes one', async () => {
  const shop = openShop();
  const { client } = await inLine(shop);
  const journey = client.journeys.get(shop.experienceId);

  for (let second = 0; second < 60; second += 1) {
    journey.subscribe(() => undefined)();
    await shop.pass(1_000);
  }

  expect(shop.count(polls)).toBe(4); // every 15 s
});

test('a hidden tab slows down and does not stop while the shopper stands in line', async () => {
  const shop = openShop();
  const { page } = await inLine(shop);

  page.hide();
  await shop.pass(300_000);

  expect(shop.count(polls)).toBe(10); // every 30 s
});

test('a hidden tab learns of its grant', async () => {
  const shop = openShop();
  const { client, page } = await inLine(shop, { admitRate: 1 });

  page.hide();
  await shop.pass(100_000);

  expect(phaseOf(client.journeys.get(shop.experienceId).view)).toBe('granted');
});

test('a tab that becomes visible reads at once, and not twice', async () => {
  const shop = openShop();
  const { page } = await inLine(shop);
  page.hide();
  await shop.pass(20_000);
  shop.sent.length = 0;

  page.show();
  page.fire('pageshow');
  await shop.settle();

  expect(shop.count(polls)).toBe(1);
});

test('a page that nobody takes part in rests while it is hidden', async () => {
  const shop = openShop();
  const { client, page } = shop.open();
  await client.auth.guest();
  const journey = client.journeys.get(shop.experienceId);
  journey.subscribe(() => undefined);
  await journey.start();
  page.hide();
  shop.sent.length = 0;

  await shop.pass(600_000);
  expect(shop.count(polls)).toBe(0);
  page.show();
  await shop.settle();

  expect(shop.count(polls)).toBe(1);
});

test('offline nothing is sent; back online it is asked at once', async () => {
  const shop = openShop();
  const { page } = await inLine(shop);

  page.goOffline();
  await shop.pass(300_000);
  expect(shop.count(polls)).toBe(0);
  page.goOnline();
  await shop.settle();

  expect(shop.count(polls)).toBe(1);
});

test('failures are shown as a problem, backed off, and gone with the next answer', async () => {
  const shop = openShop();
  const { client } = await inLine(shop);
  const journey = client.journeys.get(shop.experienceId);
  const told: string[] = [];
  client.on('journey:error', ({ code }) => told.push(code));
  const undo = shop.platform.fault({ code: 'service_unavailable' });

  await shop.pass(60_000);
  expect(journey.view).toMatchObject({ phase: 'participating', problem: 'service_unavailable' });
  undo();
  await shop.pass(31_000);

  expect(journey.view.problem).toBeNull();
  expect(told).toEqual(['service_unavailable']);
});

test('a reading that an action has overtaken is dropped', async () => {
  const shop = openShop();
  const { client } = await inLine(shop);
  const journey = client.journeys.get(shop.experienceId);
  const seen: string[] = [];
  journey.subscribe((view) => seen.push(phaseOf(view)));
  shop.platform.fault({ operation: 'queues.status', latencyMs: 5_000, times: 1 });
  shop.holding = 1;
  const late = journey.refresh();
  await shop.settle();

  await journey.leave();
  await shop.platform.clock.advance(5_000);
  shop.holding = 0;
  await late;

  expect(seen).toEqual(['participating', 'ended']);
});

test('a queue that no longer knows the shopper is no problem: the own state tells where they are', async () => {
  const shop = openShop();
  const { client } = await inLine(shop);
  const journey = client.journeys.get(shop.experienceId);
  shop.platform.fault({ operation: 'queues.status', code: 'not_found' });

  await journey.refresh();

  expect(shop.count(/consumers\/me/)).toBe(1);
  expect(journey.view).toMatchObject({ phase: 'participating', problem: null });
});

test('a rate limit is obeyed, also by a tab that becomes visible meanwhile', async () => {
  const shop = openShop();
  const { page } = await inLine(shop);
  shop.platform.fault({ operation: 'queues.status', code: 'rate_limited', retryAfter: '120', times: 1 });
  await shop.pass(16_000);
  shop.sent.length = 0;

  page.hide();
  page.show();
  await shop.pass(100_000);
  expect(shop.count(polls)).toBe(0);
  await shop.pass(30_000);

  expect(shop.count(polls)).toBeGreaterThan(0);
});

test('connection events tell once that answers stop, and once that they are back', async () => {
  const shop = openShop();
  const { client } = await inLine(shop);
  const told: string[] = [];
  for (const name of ['connection:lost', 'connection:restored'] as const) {
    client.on(name, () => told.push(name));
  }
  const undo = shop.platform.fault({ loseAnswer: true });
  await shop.pass(120_000);
  undo();
  await shop.pass(60_000);

  expect(told).toEqual(['connection:lost', 'connection:restored']);
});

test('destroy leaves no timer, no listener and no channel, and aborts what is under way', async () => {
  const shop = openShop();
  const { client, page } = await inLine(shop);
  const journey = client.journeys.get(shop.experienceId);
  shop.platform.fault({ operation: 'consumers.me', hang: true });
  shop.holding = 1;
  const pending = client.consumers.me().catch((error: unknown) => error);
  await shop.settle();

  client.destroy();
  client.destroy();
  await shop.settle();
  const before = shop.sent.length;
  await shop.pass(300_000);

  expect(await pending).toMatchObject({ code: 'destroyed' });
  expect({ timers: shop.timers, listeners: page.listeners, channels: shop.channels.open }).toEqual({
    timers: 0,
    listeners: 0,
    channels: 0,
  });
  expect(shop.sent.length).toBe(before);
  await expect(client.auth.guest()).rejects.toMatchObject({ code: 'destroyed' });
  await expect(journey.enter()).rejects.toMatchObject({ code: 'destroyed' });
  expect(() => client.journeys.get('exp_other')).toThrow(/destroyed/);
});

test('the tokens survive destroy', async () => {
  const shop = openShop();
  const { client } = await inLine(shop);
  client.destroy();

  await expect(shop.open('next').client.auth.restore()).resolves.toMatchObject({ signedIn: true });
});
