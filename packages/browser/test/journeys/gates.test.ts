import { expect, test, vi } from 'vitest';
import { at } from '../../../mock/test/support/at.js';
import { openDraw } from '../../../mock/test/support/open-draw.js';
import type { BotChallenge, JourneyView } from '../../src/index.js';
import { listenTo, merchantOf } from '../support/merchant-of.js';
import { phaseOf } from '../support/phase-of.js';
import { openShop } from '../support/polling-shop.js';
import type { Shop } from '../support/shop.js';

function guardedShop(): Shop {
  const shop = openShop();
  shop.platform.world.organizations[0].sequence.botCheck = 'required';
  return shop;
}

test('G12: a bot check is answered once by the page, the way is asked for once more, and the shopper is in', async () => {
  const shop = guardedShop();
  const { client } = shop.open();
  const seen: string[] = [];
  const asked = vi.fn((challenge: BotChallenge) => Promise.resolve(challenge.id === '' ? null : 'pass'));
  client.journeys.onChallenge(asked);
  await client.auth.guest();
  const journey = client.journeys.get(shop.experienceId);
  journey.subscribe((view) => seen.push(phaseOf(view)));

  await journey.enter();

  expect(phaseOf(journey.view)).toBe('participating');
  expect(asked).toHaveBeenCalledTimes(1);
  expect(asked).toHaveBeenCalledWith(
    expect.objectContaining({ provider: 'turnstile' }),
    expect.objectContaining({ experienceId: shop.experienceId }),
  );
  expect(seen).toContain('gated'); // what the page shows meanwhile
  expect(shop.count(/POST \/challenges\/verify/)).toBe(1);
  expect(shop.count(/POST \/experiences\/.*\/route/)).toBe(2);
});

test('G12: an answer that does not pass is not repeated by itself, and the view says how to go on', async () => {
  const shop = guardedShop();
  const { client } = shop.open();
  const asked = vi.fn(() => Promise.resolve('fail'));
  const undo = client.journeys.onChallenge(asked);
  await client.auth.guest();
  const journey = client.journeys.get(shop.experienceId);

  const gated = (await journey.start()) as Extract<JourneyView, { journeyStage: 'gated' }>;
  undo();

  expect(asked).toHaveBeenCalledTimes(1);
  expect(shop.count(/POST \/challenges\/verify/)).toBe(1);
  expect(gated).toMatchObject({
    journeyStage: 'gated',
    gates: [{ type: 'bot_check', status: 'required', mitigation: { attemptsRemaining: 2 } }],
  });
  await gated.actions.answerChallenge?.({ token: 'pass' });
  expect(phaseOf(journey.view)).toBe('enterable');
});

test('G12: whoever fails too often is blocked, and there is nothing left to answer', async () => {
  const shop = guardedShop();
  const { client } = shop.open();
  await client.auth.guest();
  const journey = client.journeys.get(shop.experienceId);
  await journey.start();

  for (let count = 0; count < 3; count += 1) {
    const { view } = journey;
    if (view.journeyStage === 'gated') await view.actions.answerChallenge?.({ token: 'fail' });
  }

  expect(journey.view).toMatchObject({
    journeyStage: 'gated',
    challenge: null,
    gates: [{ type: 'bot_check', status: 'blocked', mitigation: { blockedUntil: expect.any(String) } }],
  });
  expect(Object.keys(journey.view.actions)).toEqual(['reroute', 'exit']);
});

test('G12: a pass that ran out before the shopper entered is asked for again, and entering goes on', async () => {
  const shop = guardedShop();
  const { client } = shop.open();
  const asked = vi.fn(() => Promise.resolve('pass'));
  client.journeys.onChallenge(asked);
  await client.auth.guest();
  const journey = client.journeys.get(shop.experienceId);
  await journey.start();
  expect(phaseOf(journey.view)).toBe('enterable');
  await shop.platform.clock.advance('31m');

  await journey.enter();

  expect(phaseOf(journey.view)).toBe('participating');
  expect(asked).toHaveBeenCalledTimes(2);
  expect(shop.count(/POST \/queues\/.*\/enter/)).toBe(2);
});

test('G12: a pass that ran out and nobody to ask is the refusal of the platform, and the gate is shown', async () => {
  const shop = guardedShop();
  const { client } = shop.open();
  await client.auth.guest();
  const journey = client.journeys.get(shop.experienceId);
  const gated = await journey.start();
  if (gated.journeyStage === 'gated') await gated.actions.answerChallenge?.({ token: 'pass' });
  await shop.platform.clock.advance('31m');

  await expect(journey.enter()).rejects.toMatchObject({ code: 'forbidden' });

  expect(journey.view).toMatchObject({ journeyStage: 'gated', challenge: { provider: 'turnstile' } });
});

test('G12: a bot check that the shopper closes leaves the gate as it is, and is not handed in', async () => {
  const shop = guardedShop();
  const { client } = shop.open();
  client.journeys.onChallenge(() => Promise.resolve(null));
  await client.auth.guest();

  const view = await client.journeys.get(shop.experienceId).start();

  expect(view).toMatchObject({ journeyStage: 'gated', challenge: { provider: 'turnstile' } });
  expect(shop.count(/POST \/challenges\/verify/)).toBe(0);
});

test('G12: a bot check that nobody finishes ends with its time, and with the journey', async () => {
  const shop = guardedShop();
  const { client } = shop.open();
  const signals: AbortSignal[] = [];
  client.journeys.onChallenge((_challenge, { signal }) => {
    signals.push(signal);
    return new Promise(() => undefined);
  });
  await client.auth.guest();
  const journey = client.journeys.get(shop.experienceId);
  const starting = journey.start();
  await shop.pass(301_000);
  expect(await starting).toMatchObject({ journeyStage: 'gated' });
  const again = journey.reroute().catch((error: unknown) => error);
  await shop.settle();

  journey.destroy();

  expect(await again).toMatchObject({ code: 'destroyed' });
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
});

test('F9: whoever gives up while a bot check is shown gets the error of a caller who gave up', async () => {
  const shop = guardedShop();
  const { client } = shop.open();
  client.journeys.onChallenge(() => new Promise(() => undefined));
  await client.auth.guest();
  const leaving = new AbortController();
  const starting = client.journeys.get(shop.experienceId).start({ signal: leaving.signal });
  await shop.settle();
  leaving.abort();

  await expect(starting).rejects.toMatchObject({ name: 'AbortedError', code: 'aborted' });
});

test('what the page throws while it shows a bot check reaches whoever acts, and the gate stays', async () => {
  const shop = guardedShop();
  const { client } = shop.open();
  client.journeys.onChallenge(() => Promise.reject(new Error('the widget is broken')));
  await client.auth.guest();
  const journey = client.journeys.get(shop.experienceId);

  await expect(journey.start()).rejects.toThrow('the widget is broken');
  await journey.refresh();

  expect(journey.view.journeyStage).toBe('gated');
});

test('whoever signs in at the gate of a way for members is led on by that', async () => {
  const shop = openShop();
  shop.platform.world.organizations[0].queue.supportsGuest = false;
  const { client } = shop.open();
  await client.auth.guest();
  const journey = client.journeys.get(shop.experienceId);
  const gated = await journey.start();
  expect(gated).toMatchObject({ journeyStage: 'gated', gates: [{ type: 'authentication' }] });
  await client.auth.requestOtp({ email: 'ada@example.com' });

  await client.auth.verifyOtp({
    email: 'ada@example.com',
    code: shop.platform.otpFor('ada@example.com') ?? '',
  });
  await shop.settle();

  expect(phaseOf(journey.view)).toBe('enterable');
  expect(phaseOf(await journey.enter())).toBe('participating');
});

test('a way for an audience is closed to everybody else, and opens to whoever becomes one of them', async () => {
  const shop = openShop();
  const merchant = merchantOf(shop);
  const admin = { service: 'admin' } as const;
  const { body } = await merchant.merchant('POST', '/audiences', { name: 'Friends', type: 'STATIC' }, admin);
  const path = `/sequences/${merchant.organization.sequence.id}`;
  await merchant.merchant('PUT', path, { audienceId: body['id'] }, admin);
  const { client } = shop.open();
  const { consumer } = await client.auth.guest();
  const journey = client.journeys.get(shop.experienceId);

  const outside = await journey.start();
  expect(outside).toMatchObject({
    journeyStage: 'no_access',
    reasons: [{ code: 'AUDIENCE_NOT_MEMBER' }],
  });
  expect(Object.keys(outside.actions)).toEqual(['reroute', 'exit']);
  const members = { consumerIds: [consumer?.consumerId] };
  await merchant.merchant('POST', `/audiences/${body['id']}/members`, members, admin);
  if (outside.journeyStage === 'no_access') await outside.actions.reroute();

  expect(phaseOf(journey.view)).toBe('enterable');
});

test('a better way that a code opens leads the shopper elsewhere, and says from where to where', async () => {
  const shop = openShop();
  const merchant = merchantOf(shop);
  const admin = { service: 'admin' } as const;
  const created = await merchant.merchant(
    'POST',
    '/sequences',
    { experienceId: shop.experienceId, name: 'Friends', priority: 10 },
    admin,
  );
  const friends = String(created.body['id']);
  expect(created.status).toBe(200);
  const draw = { sequenceId: friends, name: 'For friends', openAt: null, closeAt: at(600), drawAt: at(720) };
  await openDraw(merchant, { ...draw, supportsGuest: true });
  await merchant.merchant('PUT', `/sequences/${friends}`, { accessCode: 'friend' }, admin);
  const tab = shop.open();
  await tab.client.auth.guest();
  const journey = tab.client.journeys.get(shop.experienceId);
  const view = await journey.start();
  const told = listenTo(tab);
  expect(view).toMatchObject({ phase: 'enterable', mechanism: 'queue' });

  if (view.journeyStage === 'routed' && view.phase === 'enterable') {
    await view.actions.reroute({ accessCode: 'friend' });
  }

  expect(journey.view).toMatchObject({ phase: 'enterable', mechanism: 'draw', sequenceId: friends });
  expect(told).toContainEqual([
    'journey:rerouted',
    { experienceId: shop.experienceId, from: merchant.organization.sequence.id, to: friends },
  ]);
});
