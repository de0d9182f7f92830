import { expect, test } from 'vitest';
import { openRelease } from '../../../mock/test/support/open-release.js';
import type { JourneyView } from '../../src/index.js';
import { listenTo, merchantWithoutQueue, namesOf, rivalIn } from '../support/merchant-of.js';
import { phaseOf } from '../support/phase-of.js';
import { openShop } from '../support/polling-shop.js';

type Enterable = Extract<JourneyView, { phase: 'enterable'; mechanism: 'timed_release' }>;

test('an action that the platform no longer allows is refused by it, and the view says what is true', async () => {
  const shop = openShop();
  const merchant = await merchantWithoutQueue(shop);
  const release = await openRelease(merchant, { pieces: 1 });
  const { client } = shop.open();
  await client.auth.guest();
  const journey = client.journeys.get(shop.experienceId);
  const view = (await journey.start()) as Enterable;
  await release.enter(await rivalIn(merchant));

  await expect(view.actions.enter()).rejects.toMatchObject({ code: 'conflict', status: 409 });

  expect(journey.view).toMatchObject({ phase: 'unavailable', reason: 'SOLD_OUT' });
});

test('an action of a view that is over is refused without being sent, and the view is read again', async () => {
  const shop = openShop();
  const { client } = shop.open();
  await client.auth.guest();
  const journey = client.journeys.get(shop.experienceId);
  await journey.enter();
  const old = journey.view as Extract<JourneyView, { phase: 'participating'; mechanism: 'queue' }>;
  await old.actions.leave();
  shop.sent.length = 0;

  await expect(old.actions.leave()).rejects.toMatchObject({ name: 'ConflictError', code: 'conflict' });

  expect(phaseOf(journey.view)).toBe('ended');
  expect(shop.sent.map(({ line }) => line)).toEqual(['GET /consumers/me']);
});

test('whoever presses enter twice is in once', async () => {
  const shop = openShop();
  const { client } = shop.open();
  await client.auth.guest();
  const journey = client.journeys.get(shop.experienceId);
  const view = (await journey.start()) as Extract<JourneyView, { phase: 'enterable'; mechanism: 'queue' }>;

  const [first, second] = await Promise.all([view.actions.enter(), view.actions.enter()]);

  expect([first, second].map(phaseOf)).toEqual(['participating', 'participating']);
  expect(shop.count(/POST \/queues\/.*\/enter/)).toBe(1);
});

test('an action whose answer is lost leaves the view as it was, and the next reading puts it right', async () => {
  const shop = openShop();
  const { client } = shop.open('tab', { maxRetries: 0 });
  await client.auth.guest();
  const journey = client.journeys.get(shop.experienceId);
  await journey.start();
  journey.subscribe(() => undefined);
  shop.platform.fault({ operation: 'queues.enter', loseAnswer: true, times: 1 });

  await expect(journey.enter()).rejects.toMatchObject({ code: 'network_error' });
  expect(phaseOf(journey.view)).toBe('enterable');
  await shop.pass(35_000);

  expect(['participating', 'granted']).toContain(phaseOf(journey.view));
});

test('a shopper who is moved to another way meanwhile is told, and acts there', async () => {
  const shop = openShop();
  const tab = shop.open();
  await tab.client.auth.guest();
  const journey = tab.client.journeys.get(shop.experienceId);
  await journey.start();
  journey.subscribe(() => undefined);
  const merchant = await merchantWithoutQueue(shop);
  const release = await openRelease(merchant);
  const told = listenTo(tab);

  await expect(journey.enter()).rejects.toMatchObject({ code: 'not_found' });

  expect(journey.view).toMatchObject({ phase: 'enterable', mechanism: 'timed_release' });
  await journey.enter();
  expect(journey.view).toMatchObject({ phase: 'granted', grant: { distributionId: release.id } });
  expect(namesOf(told, 'journey:admitted')).toHaveLength(1);
});

test('a purchase limit that says to route again leads on, and the refusal is told all the same', async () => {
  const shop = openShop();
  const { client } = shop.open();
  await client.auth.guest();
  const journey = client.journeys.get(shop.experienceId);
  await journey.start();
  const body = JSON.stringify({ code: 'DISTRIBUTION_ORDER_LIMIT', action: 'reroute' });
  shop.platform.fault({ operation: 'queues.enter', status: 409, body, times: 1 });
  shop.sent.length = 0;

  await expect(journey.enter()).rejects.toMatchObject({ code: 'order_limit_exceeded' });

  expect(shop.count(/POST \/experiences\/.*\/route/)).toBe(1);
  expect(phaseOf(journey.view)).toBe('enterable');
});

test('an action right after a sign-in waits until the place is found again', async () => {
  const shop = openShop();
  const { client } = shop.open();
  await client.auth.guest();
  const journey = client.journeys.get(shop.experienceId);
  await journey.enter();
  await client.auth.requestOtp({ email: 'ada@example.com' });
  const code = shop.platform.otpFor('ada@example.com') ?? '';

  await client.auth.verifyOtp({ email: 'ada@example.com', code });
  const left = await journey.leave();

  expect(left).toMatchObject({ phase: 'ended', outcome: { type: 'left' } });
});
