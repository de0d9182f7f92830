import type { OwnState, StreamEvent } from '@fanfare/contract';
import { expect, test } from 'vitest';
import { at } from '../../../mock/test/support/at.js';
import { openDraw } from '../../../mock/test/support/open-draw.js';
import { createAuth } from '../../src/auth/auth.js';
import { createJourneys, type JourneyUpdates, type UpdateListener } from '../../src/journeys/index.js';
import type { Connection, Journey } from '../../src/index.js';
import { createConsumers } from '../../src/resources/consumers.js';
import { merchantWithoutQueue } from '../support/merchant-of.js';
import { phaseOf } from '../support/phase-of.js';
import { openShop } from '../support/polling-shop.js';
import type { Shop } from '../support/shop.js';

const polls = /GET \/(queues\/.*\/status|consumers\/me)/;

/** A source of updates that a test speaks for. */
function fakeUpdates(): JourneyUpdates & {
  open: UpdateListener[];
  begun: number;
  say(event: StreamEvent): void;
  end(isTaken?: boolean): void;
} {
  const source = {
    open: [] as UpdateListener[],
    begun: 0,
    subscribe(listener: UpdateListener) {
      source.begun += 1;
      source.open.push(listener);
      return () => void (source.open = source.open.filter((other) => other !== listener));
    },
    say: (event: StreamEvent) => source.open.forEach((listener) => listener.onEvent(event)),
    end(isTaken?: boolean) {
      const listeners = source.open;
      source.open = [];
      for (const listener of listeners) listener.onEnd(isTaken);
    },
  };
  return source;
}

async function inLine(shop: Shop) {
  shop.platform.world.organizations[0].queue.admitRate = 0.1;
  const { connection, page } = shop.connect();
  const updates = fakeUpdates();
  const journeys = createJourneys(connection, { updates });
  await createAuth(connection).guest();
  const journey = journeys.get(shop.experienceId);
  await journey.enter();
  journey.subscribe(() => undefined);
  const own = (): Promise<OwnState> => createConsumers(connection).me();
  return { connection, page, journeys, journey, updates, own };
}

const positionOf = ({ view }: Journey): number | null | undefined =>
  'place' in view ? view.place.position : undefined;

test('F14: while a stream tells what happens, journeys poll rarely, and show what it tells', async () => {
  const shop = openShop();
  const { journey, updates, own } = await inLine(shop);
  updates.say({ event: 'state', data: await own() });
  shop.sent.length = 0;

  await shop.pass(180_000);
  const asked = shop.count(polls);
  updates.say({
    event: 'position',
    data: {
      experienceId: shop.experienceId,
      sequenceId: 'seq_aurora',
      distributionId: shop.queueId,
      position: 7,
    },
  });

  expect(asked).toBe(3); // once a minute, for the wait
  expect(positionOf(journey)).toBe(7);
  expect(updates.begun).toBe(1);
});

test('F14: the end of the stream is the beginning of polling, at once', async () => {
  const shop = openShop();
  const { updates, own } = await inLine(shop);
  updates.say({ event: 'state', data: await own() });
  await shop.pass(50_000);
  shop.sent.length = 0;

  updates.end();
  await shop.settle();
  await shop.pass(60_000);

  expect(shop.count(polls)).toBeGreaterThanOrEqual(4);
  expect(updates.begun).toBe(1);
});

test('F14: a source that has no stream changes nothing', async () => {
  const shop = openShop();
  const { connection } = shop.connect();
  shop.platform.world.organizations[0].queue.admitRate = 0.1;
  const none: JourneyUpdates = {
    subscribe(listener) {
      listener.onEnd();
      return () => undefined;
    },
  };
  await createAuth(connection).guest();
  await createJourneys(connection, { updates: none }).get(shop.experienceId).enter();
  shop.sent.length = 0;

  await shop.pass(60_000);

  expect(shop.count(polls)).toBe(4);
});

test('F14: a source that ended is asked again when the page comes back, and for another session', async () => {
  const shop = openShop();
  const { connection, page, updates } = await inLine(shop);
  updates.end();
  page.goOffline();
  page.goOnline();
  await shop.settle();
  expect(updates.begun).toBe(2);

  const auth = createAuth(connection);
  await auth.logout();
  await shop.settle();
  expect(updates.open).toEqual([]);
  await auth.guest();
  await shop.settle();

  expect(updates.begun).toBe(3);
  expect(updates.open).toHaveLength(1);
});

test('F14: a journey that the stream tells of is shown with its grant, and a journey that is gone is gone', async () => {
  const shop = openShop();
  const { connection, journey, updates } = await prepareDraw(shop);
  const { active } = await createConsumers(connection).me();
  const [told] = active.journeys;
  updates.say({ event: 'state', data: { active: { journeys: [] } } });
  expect(journey.view.journeyStage).toBe('ready');

  if (told === undefined) throw new Error('There is no journey.');
  updates.say({
    event: 'journey',
    data: { experienceId: shop.experienceId, causes: ['changed'], journey: told },
  });
  expect(phaseOf(journey.view)).toBe('enterable');
  updates.say({ event: 'journey', data: { experienceId: 'another', causes: ['left'] } });
  expect(phaseOf(journey.view)).toBe('enterable');
  updates.say({ event: 'journey', data: { experienceId: shop.experienceId, causes: ['left'] } });

  expect(journey.view.journeyStage).toBe('ready');
});

test('F14: what is told while an action is under way does not undo what the action shows', async () => {
  const shop = openShop();
  const { connection, journey, updates } = await prepareDraw(shop);
  const before = await createConsumers(connection).me();
  shop.platform.fault({ operation: 'draws.enter', latencyMs: 1_000, times: 1 });
  shop.holding = 1;
  const entering = journey.enter();
  await shop.settle();
  updates.say({ event: 'state', data: before });
  await shop.platform.clock.advance(1_000);
  shop.holding = 0;
  await shop.settle();

  expect(phaseOf(await entering)).toBe('participating');
  await shop.settle();
  expect(phaseOf(journey.view)).toBe('participating');
});

async function prepareDraw(
  shop: Shop,
): Promise<{ connection: Connection; journey: Journey; updates: ReturnType<typeof fakeUpdates> }> {
  const merchant = await merchantWithoutQueue(shop);
  await openDraw(merchant, { closeAt: at(600), drawAt: at(700) });
  const { connection } = shop.connect();
  const updates = fakeUpdates();
  await createAuth(connection).guest();
  const journey = createJourneys(connection, { updates }).get(shop.experienceId);
  await journey.start();
  journey.subscribe(() => undefined);
  return { connection, journey, updates };
}

/** A second tab of the shopper, whose source has nothing to tell. */
async function secondTab(shop: Shop): Promise<{ journey: Journey; begun: () => number }> {
  const { connection } = shop.connect('second');
  let begun = 0;
  const none: JourneyUpdates = {
    subscribe(listener) {
      begun += 1;
      queueMicrotask(() => listener.onEnd());
      return () => undefined;
    },
  };
  const journey = createJourneys(connection, { updates: none }).get(shop.experienceId);
  journey.subscribe(() => undefined);
  await shop.settle();
  return { journey, begun: () => begun };
}

test('F14: where one tab has the stream, the others ask nothing, and show the same', async () => {
  const shop = openShop();
  const { updates, own } = await inLine(shop);
  const second = await secondTab(shop);
  updates.say({ event: 'state', data: await own() });
  await shop.settle();
  shop.sent.length = 0;

  await shop.pass(180_000);
  updates.say({
    event: 'position',
    data: { experienceId: shop.experienceId, sequenceId: 'seq', distributionId: shop.queueId, position: 4 },
  });
  await shop.settle();

  expect(shop.count(polls)).toBeLessThanOrEqual(4); // once a minute, for the wait
  expect(positionOf(second.journey)).toBe(4);
});

test('F14: when the tab with the stream loses it, the others look for one, and ask', async () => {
  const shop = openShop();
  const { updates, own } = await inLine(shop);
  const second = await secondTab(shop);
  updates.say({ event: 'state', data: await own() });
  await shop.pass(50_000);
  const before = second.begun();
  shop.sent.length = 0;

  updates.end();
  await shop.pass(60_000);

  expect(second.begun()).toBe(before + 1);
  expect(shop.count(polls)).toBeGreaterThanOrEqual(4);
});

test('F14: a tab that said it has the stream and then fell silent is not waited for', async () => {
  const shop = openShop();
  const { connection } = await inLine(shop);
  const { consumer } = connection.session.state;
  const name = shop.channels.said.find((said) => said.name.startsWith('fanfare:journey:'))?.name ?? '';
  const frozen = shop.channels.connect(name);
  frozen.postMessage({ version: 2, consumerId: consumer?.consumerId, isLive: true });
  await shop.settle();
  shop.sent.length = 0;

  await shop.pass(44_000);
  const trusted = shop.count(polls);
  await shop.pass(60_000);

  expect(trusted).toBe(0);
  expect(shop.count(polls)).toBeGreaterThanOrEqual(4);
  frozen.close();
});

test('F14: what the stream tells of journeys that this tab does not show reaches the tab that does', async () => {
  const shop = openShop();
  const { connection, updates } = await prepareDraw(shop);
  const { connection: elsewhere } = shop.connect('elsewhere');
  const journeys = createJourneys(elsewhere);
  const other = journeys.get('exp_other');
  other.subscribe(() => undefined);
  await shop.settle();
  const { active } = await createConsumers(connection).me();
  const told = active.journeys.map((journey) => ({ ...journey, experienceId: 'exp_other' }));

  updates.say({ event: 'state', data: { active: { journeys: [...active.journeys, ...told] } } });
  await shop.settle();

  expect(phaseOf(other.view)).toBe('enterable');
});

test('F14: a tab that goes away before its stream told anything leaves it to the others', async () => {
  const shop = openShop();
  const { page } = await inLine(shop);
  const { connection } = shop.connect('other');
  const others = fakeUpdates();
  const journeys = createJourneys(connection, { updates: others });
  await createAuth(connection).restore();
  journeys.get(shop.experienceId).subscribe(() => undefined);
  await shop.settle();
  others.end(); // it is taken
  expect(others.begun).toBe(1);

  page.fire('pagehide');
  await shop.settle();

  expect(others.begun).toBe(2);
});

test('F14: a tab that found the stream taken looks again while nobody says that it is live, and not after', async () => {
  const shop = openShop();
  const { updates: first, own } = await inLine(shop);
  const { connection } = shop.connect('other');
  const others = fakeUpdates();
  await createAuth(connection).restore();
  createJourneys(connection, { updates: others })
    .get(shop.experienceId)
    .subscribe(() => undefined);
  await shop.settle();

  others.end(true);
  await shop.pass(6_000);
  expect(others.begun).toBe(2);

  first.say({ event: 'state', data: await own() });
  await shop.settle();
  others.end(true);
  await shop.pass(40_000);
  expect(others.begun).toBe(2);
});
