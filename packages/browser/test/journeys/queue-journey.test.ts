import { expect, test, vi } from 'vitest';
import type { JourneyView } from '../../src/index.js';
import { phaseOf } from '../support/phase-of.js';
import { openShop } from '../support/polling-shop.js';
import type { Shop } from '../support/shop.js';

function slowShop(): Shop {
  const shop = openShop();
  shop.platform.world.organizations[0].queue.admitRate = 1; // the first in line waits for a minute
  return shop;
}

test('leads a guest from nothing through the line to a grant', async () => {
  const shop = slowShop();
  const { client } = shop.open();
  await client.auth.guest();
  const journey = client.journeys.get(shop.experienceId);
  const seen: string[] = [];
  journey.subscribe((view) => seen.push(phaseOf(view)));

  await journey.enter();
  expect(journey.view).toMatchObject({
    phase: 'participating',
    mechanism: 'queue',
    place: { position: 1, estimatedWaitMs: 60_000, displayMode: 'precise' },
  });
  expect(Object.keys(journey.view.actions)).toEqual(['leave', 'exit']);
  await shop.pass(70_000);

  expect(phaseOf(journey.view)).toBe('granted');
  expect(Object.keys(journey.view.actions)).toEqual(['leave', 'exit']);
  expect(seen.filter((phase, index) => phase !== seen[index - 1])).toEqual([
    'ready',
    'restoring',
    'ready',
    'routing',
    'enterable',
    'participating',
    'granted',
  ]);
  expect(shop.platform.defects).toEqual([]);
});

test('C16: the grant stands in one place of the view, in no event, no URL and no message to other tabs', async () => {
  const shop = slowShop();
  const { client } = shop.open();
  const told: unknown[] = [];
  const log = vi.spyOn(console, 'log');
  client.on('queue:admitted', (event) => told.push(event));
  client.on('journey:changed', (event) => told.push(event));
  await client.auth.guest();
  const journey = client.journeys.get(shop.experienceId);

  await journey.enter();
  await shop.pass(70_000);

  const view = journey.view as Extract<JourneyView, { phase: 'granted' }>;
  const { token } = view.grant;
  expect(token.length).toBeGreaterThan(15);
  expect(JSON.stringify(view).split(token).length - 1).toBe(1);
  expect(told).toContainEqual({ queueId: shop.queueId, expiresAt: view.grant.expiresAt });
  expect(JSON.stringify([told, shop.channels.said, shop.sent.map(({ url }) => url.href)])).not.toContain(
    token,
  );
  expect(log).not.toHaveBeenCalled();
});

test('no token ever stands in a URL or in a message to other tabs', async () => {
  const shop = slowShop();
  const { client } = shop.open();
  await client.auth.guest();
  await client.journeys.get(shop.experienceId).enter();
  await shop.pass(10_000);

  const bearer = shop.sent.at(-1)?.headers.get('authorization')?.replace('Bearer ', '') ?? '';
  expect(bearer.length).toBeGreaterThan(20);
  expect(JSON.stringify([shop.channels.said, shop.sent.map(({ url }) => url.href)])).not.toContain(bearer);
});

test('a reload keeps the place in line', async () => {
  const shop = slowShop();
  const before = shop.open('before');
  await before.client.auth.guest();
  await before.client.journeys.get(shop.experienceId).enter();
  before.client.destroy();
  await shop.pass(20_000);

  const { client } = shop.open('after');
  const journey = client.journeys.get(shop.experienceId);
  const seen: string[] = [];
  journey.subscribe((view) => seen.push(phaseOf(view)));
  await shop.settle();

  expect(seen).toEqual(['ready', 'restoring', 'participating']);
  expect(journey.view).toMatchObject({ place: { position: 1, estimatedWaitMs: expect.any(Number) } });
  expect(shop.sent.filter(({ tab, line }) => tab === 'after' && line.startsWith('POST'))).toEqual([]);
  await shop.pass(50_000);
  expect(phaseOf(journey.view)).toBe('granted');
});

test('start takes up a journey that is under way instead of routing it again', async () => {
  const shop = slowShop();
  const before = shop.open('before');
  await before.client.auth.guest();
  await before.client.journeys.get(shop.experienceId).enter();
  before.client.destroy();
  const { client } = shop.open('after');

  const [started, entered] = await Promise.all([
    client.journeys.get(shop.experienceId).start(),
    client.journeys.get(shop.experienceId).enter(),
  ]);

  expect(phaseOf(started)).toBe('participating');
  expect(entered).toBe(started);
  expect(shop.sent.filter(({ tab, line }) => tab === 'after' && line.startsWith('POST'))).toEqual([]);
});

test('leaving gives the place back, and the line may be entered again', async () => {
  const shop = slowShop();
  const { client } = shop.open();
  const told: string[] = [];
  for (const name of ['queue:entered', 'queue:left'] as const) client.on(name, () => told.push(name));
  await client.auth.guest();
  const journey = client.journeys.get(shop.experienceId);
  await journey.enter();

  const left = await journey.leave();
  const again = await journey.enter();

  expect(Object.keys(left.actions)).toContain('enter');
  expect(phaseOf(again)).toBe('participating');
  expect(told).toEqual(['queue:entered', 'queue:left', 'queue:entered']);
});

test('exit ends the journey, and nothing is asked any more', async () => {
  const shop = slowShop();
  const { client } = shop.open();
  await client.auth.guest();
  const journey = client.journeys.get(shop.experienceId);
  journey.subscribe(() => undefined);
  await journey.enter();

  await journey.exit();
  const before = shop.sent.length;
  await shop.pass(300_000);

  expect(journey.view.journeyStage).toBe('ready');
  expect(Object.keys(journey.view.actions)).toEqual(['start', 'enter']);
  expect(shop.sent.length).toBe(before);
});

test('an action that is not legal now is refused without a request, and says what is', async () => {
  const shop = slowShop();
  const { client } = shop.open();
  await client.auth.guest();
  const journey = client.journeys.get(shop.experienceId);
  await journey.start();
  shop.sent.length = 0;

  const refusal = journey.leave();

  await expect(refusal).rejects.toMatchObject({ code: 'conflict', name: 'ConflictError' });
  await expect(refusal).rejects.toThrow(/"enterable"\. Possible now: enter, reroute, exit/);
  expect(shop.sent.map(({ line }) => line)).toEqual(['GET /consumers/me']); // the view is brought up to date
});

test('without a session nothing is sent, and start says why', async () => {
  const shop = slowShop();
  const { client } = shop.open();
  const journey = client.journeys.get(shop.experienceId);
  const seen: string[] = [];
  journey.subscribe((view) => seen.push(phaseOf(view)));

  await expect(journey.start()).rejects.toMatchObject({ code: 'not_authenticated' });

  expect(shop.sent).toEqual([]);
  expect(seen.at(-1)).toBe('ready');
});

test('a queue that is not open yet, or full, says so to whoever enters', async () => {
  const shop = slowShop();
  const { client } = shop.open();
  await client.auth.guest();
  const journey = client.journeys.get(shop.experienceId);
  await journey.start();
  shop.platform.fault({ operation: 'queues.enter', code: 'queue_full', retryAfter: '90' });

  await expect(journey.enter()).rejects.toMatchObject({ code: 'queue_full', retryAfterMs: 90_000 });

  expect(phaseOf(journey.view)).toBe('enterable');
});

test('what a listener throws neither stops the others nor the journey', async () => {
  const shop = slowShop();
  const uncaught = vi.fn();
  vi.stubGlobal('reportError', uncaught);
  const { client } = shop.open();
  await client.auth.guest();
  const journey = client.journeys.get(shop.experienceId);
  const seen: string[] = [];

  journey.subscribe(() => {
    throw new Error('a bug in the page');
  });
  journey.subscribe((view) => seen.push(phaseOf(view)));
  await journey.enter();
  await shop.pass(70_000);

  expect(seen.at(-1)).toBe('granted');
  expect(uncaught).toHaveBeenCalled();
  vi.unstubAllGlobals();
});

test('the view keeps its identity while nothing changes', async () => {
  const shop = slowShop();
  const { client } = shop.open();
  await client.auth.guest();
  const journey = client.journeys.get(shop.experienceId);
  const calls = vi.fn();
  await journey.enter();
  await shop.pass(70_000);
  journey.subscribe(calls);
  const { view } = journey;

  await journey.refresh();
  await journey.refresh();

  expect(journey.view).toBe(view);
  expect(calls).toHaveBeenCalledTimes(1);
});

test('a sign-out takes the grant out of the view at once', async () => {
  const shop = slowShop();
  const { client } = shop.open();
  await client.auth.guest();
  const journey = client.journeys.get(shop.experienceId);
  await journey.enter();
  await shop.pass(70_000);
  expect(phaseOf(journey.view)).toBe('granted');

  await client.auth.logout();
  await shop.settle();
  const before = shop.sent.length;
  await shop.pass(300_000);

  expect(journey.view).toMatchObject({ journeyStage: 'ready' });
  expect(JSON.stringify(journey.view)).not.toContain('grant');
  expect(shop.sent.length).toBe(before);
});

test('an action that ends after a sign-out shows nothing any more', async () => {
  const shop = slowShop();
  const { client } = shop.open();
  await client.auth.guest();
  const journey = client.journeys.get(shop.experienceId);
  await journey.start();
  const seen: string[] = [];
  journey.subscribe((view) => seen.push(phaseOf(view)));
  shop.platform.fault({ operation: 'queues.enter', latencyMs: 1_000 });
  shop.holding = 1;
  const entering = journey.enter().catch((error: unknown) => error);
  await shop.settle();

  await client.auth.logout();
  await shop.platform.clock.advance(1_000);
  shop.holding = 0;
  await shop.settle();

  expect(await entering).toBeInstanceOf(Error);
  expect(seen).toEqual(['enterable', 'ready']);
});

test('a gate that is in the way while somebody signs out does not come back', async () => {
  const shop = slowShop();
  shop.platform.world.organizations[0].sequence.accessCode = 'open sesame';
  const { client } = shop.open();
  await client.auth.guest();
  const journey = client.journeys.get(shop.experienceId);
  await journey.start();
  expect(journey.view.journeyStage).toBe('gated');
  expect(Object.keys(journey.view.actions)).toEqual(['reroute', 'exit']);
  shop.platform.fault({ operation: 'experiences.route', latencyMs: 1_000 });
  shop.holding = 1;
  const routing = journey.reroute({ accessCode: 'open sesame' }).catch((error: unknown) => error);
  await shop.settle();

  await client.auth.logout();
  await shop.platform.clock.advance(1_000);
  shop.holding = 0;
  await shop.settle();

  expect(await routing).toBeInstanceOf(Error);
  expect(journey.view.journeyStage).toBe('ready');
});

test('an access code opens the gate', async () => {
  const shop = slowShop();
  shop.platform.world.organizations[0].sequence.accessCode = 'open sesame';
  const { client } = shop.open();
  await client.auth.guest();
  const journey = client.journeys.get(shop.experienceId);

  const gated = await journey.start();
  const wrong = await journey.reroute({ accessCode: 'abracadabra' });
  const right = await journey.reroute({ accessCode: 'open sesame' });

  expect(gated).toMatchObject({ journeyStage: 'gated', gates: [{ type: 'access_code', status: 'missing' }] });
  expect(wrong).toMatchObject({ journeyStage: 'gated', gates: [{ type: 'access_code', status: 'invalid' }] });
  expect(phaseOf(right)).toBe('enterable');
  await expect(journey.enter()).resolves.toMatchObject({ phase: 'participating' });
});

test('a guest who signs in on the way keeps place and journey', async () => {
  const shop = slowShop();
  const { client } = shop.open();
  await client.auth.guest();
  const journey = client.journeys.get(shop.experienceId);
  await journey.enter();
  await client.auth.requestOtp({ email: 'ada@example.com' });
  const code = shop.platform.otpFor('ada@example.com') ?? 'none';

  await client.auth.verifyOtp({ email: 'ada@example.com', code });
  await shop.settle();

  expect(journey.view).toMatchObject({ phase: 'participating', place: { position: 1 } });
  await shop.pass(70_000);
  expect(phaseOf(journey.view)).toBe('granted');
});
