import { expect, test } from 'vitest';
import { openShop } from '../support/polling-shop.js';
import type { Shop } from '../support/shop.js';

/** A shop whose shopper stands in line, from a tab that is gone. */
async function inLine(): Promise<Shop> {
  const shop = openShop();
  shop.platform.world.organizations[0].queue.admitRate = 0.1;
  const { client } = shop.open('before');
  await client.auth.guest();
  await client.journeys.get(shop.experienceId).enter();
  client.destroy();
  await shop.settle();
  shop.sent.length = 0;
  return shop;
}

test('a journey that is destroyed while it looks for its place never begins', async () => {
  const shop = await inLine();
  const { client, page } = shop.open('after');
  const listening = page.listeners;
  const journey = client.journeys.get(shop.experienceId);
  journey.subscribe(() => undefined);

  journey.destroy();
  await shop.pass(120_000);

  expect(shop.sent).toEqual([]);
  const [channels, listeners] = [shop.channels.open, page.listeners];
  client.destroy();
  expect(channels - shop.channels.open).toBe(0); // not even the session was asked for
  expect(listeners - listening).toBe(0);
});

test('mounted twice in a row, a journey is followed once', async () => {
  const shop = await inLine();
  const { client } = shop.open('after');
  const first = client.journeys.get(shop.experienceId);
  first.subscribe(() => undefined);
  first.destroy();
  const second = client.journeys.get(shop.experienceId);
  second.subscribe(() => undefined);
  await shop.settle();
  shop.sent.length = 0;

  await shop.pass(60_000);

  expect(second.view).toMatchObject({ phase: 'participating' });
  expect(shop.count(/status|me$/)).toBe(4); // every 15 s
});

test('what an action still brings after destroy is shown to nobody, and the place it won is not forgotten', async () => {
  const shop = openShop();
  const { client } = shop.open();
  await client.auth.guest();
  const journey = client.journeys.get(shop.experienceId);
  const heard: string[] = [];
  client.on('journey:changed', ({ journeyStage }) => heard.push(journeyStage));
  shop.platform.fault({ operation: 'queues.enter', latencyMs: 1_000 });
  shop.holding = 1;
  const entering = journey.enter().catch((error: unknown) => error);
  await shop.settle();
  await expect.poll(() => shop.count(/queues\/.*enter/)).toBe(1); // keys of proofs take real time
  journey.subscribe(({ journeyStage }) => heard.push(journeyStage));
  heard.length = 0;

  journey.destroy();
  await shop.platform.clock.advance(1_000);
  shop.holding = 0;
  await shop.settle();
  await entering;

  expect(heard).toEqual([]);
  expect(() => client.deviceId.reset()).toThrow();
  await client.queues.leave(shop.queueId);
  expect(() => client.deviceId.reset()).not.toThrow();
});

test('an action that waits for its turn when the journey is destroyed sends nothing', async () => {
  const shop = await inLine();
  const { client } = shop.open('after');
  const journey = client.journeys.get(shop.experienceId);
  const leaving = journey.leave().catch((error: unknown) => error);

  journey.destroy();
  await shop.settle();

  expect(await leaving).toMatchObject({ code: 'destroyed' });
  expect(shop.sent).toEqual([]);
});
