import { expect, test } from 'vitest';
import type { FanfareClient } from '../../src/index.js';
import { openShop } from '../support/shop.js';

const bad: readonly unknown[] = [
  '',
  '../admin',
  'a/b',
  'a?b',
  'a#b',
  '%2e%2e',
  'x'.repeat(129),
  7,
  null,
  undefined,
  {},
  ['a'],
];
const calls: readonly (readonly [string, (client: FanfareClient, id: string) => unknown])[] = [
  ['experiences.get: experienceId', (client, id) => client.experiences.get(id)],
  ['experiences.enter: experienceId', (client, id) => client.experiences.enter(id)],
  ['experiences.leave: experienceId', (client, id) => client.experiences.leave(id)],
  ['experiences.route: experienceId', (client, id) => client.experiences.route(id)],
  [
    'experiences.archivedStatus: experienceIds[1]',
    (client, id) => client.experiences.archivedStatus(['exp_1', id]),
  ],
  ['queues.get: queueId', (client, id) => client.queues.get(id)],
  ['queues.enter: queueId', (client, id) => client.queues.enter(id)],
  ['queues.leave: queueId', (client, id) => client.queues.leave(id)],
  ['queues.status: queueId', (client, id) => client.queues.status(id)],
  ['draws.get: drawId', (client, id) => client.draws.get(id)],
  ['draws.enter: drawId', (client, id) => client.draws.enter(id)],
  ['draws.leave: drawId', (client, id) => client.draws.leave(id)],
  ['draws.status: drawId', (client, id) => client.draws.status(id)],
  ['auctions.get: auctionId', (client, id) => client.auctions.get(id)],
  ['auctions.enter: auctionId', (client, id) => client.auctions.enter(id)],
  ['auctions.bid: auctionId', (client, id) => client.auctions.bid(id)],
  ['auctions.status: auctionId', (client, id) => client.auctions.status(id)],
  ['auctions.highestBid: auctionId', (client, id) => client.auctions.highestBid(id)],
  ['timedReleases.enter: timedReleaseId', (client, id) => client.timedReleases.enter(id)],
  ['timedReleases.leave: timedReleaseId', (client, id) => client.timedReleases.leave(id)],
  ['appointments.get: appointmentId', (client, id) => client.appointments.get(id)],
  ['appointments.book: appointmentId', (client, id) => client.appointments.book(id, { slotId: 'slot_1' })],
  ['appointments.me: appointmentId', (client, id) => client.appointments.me(id)],
  ['waitlists.enter: waitlistId', (client, id) => client.waitlists.enter(id)],
  ['waitlists.leave: waitlistId', (client, id) => client.waitlists.leave(id)],
  ['sessions.revoke: sessionId', (client, id) => client.sessions.revoke(id)],
  ['organizations.settings: organizationId', (client, id) => client.organizations.settings(id)],
  ['journeys.get: experienceId', (client, id) => client.journeys.get(id)],
];

test.each(calls)('%s is checked before any request', async (what, call) => {
  const shop = openShop();
  const { client } = shop.open();
  await client.auth.guest();
  shop.sent.length = 0;

  for (const id of bad) {
    const refusal = (async () => call(client, id as string))();
    await expect(refusal).rejects.toMatchObject({ code: 'invalid_request', name: 'RequestError' });
    await expect(refusal).rejects.toThrow(what);
    await expect(refusal).rejects.not.toThrow(/\.\.\/admin|a\/b|%2e/);
  }

  expect(shop.sent).toEqual([]);
});

test.each([
  [
    'too many ids',
    (client: FanfareClient) => client.experiences.archivedStatus(Array(101).fill('exp_1') as string[]),
  ],
  ['no id', (client: FanfareClient) => client.experiences.archivedStatus([])],
  [
    'money as a number',
    (client: FanfareClient) => client.auctions.bid('auction_1', { amount: 129 as never }),
  ],
  ['money in words', (client: FanfareClient) => client.auctions.bid('auction_1', { amount: 'a lot' })],
  [
    'bids of nobody',
    (client: FanfareClient) => client.auctions.bids('auction_1', {} as { organizationId: string }),
  ],
  ['no bids', (client: FanfareClient) => client.auctions.bidHistory('auction_1', { limit: 0 })],
  [
    'days in another form',
    (client: FanfareClient) =>
      client.appointments.slots('appt_1', { startDate: '22.11.2026', endDate: '2026-11-23' }),
  ],
  ['no slot', (client: FanfareClient) => client.appointments.book('appt_1', {} as { slotId: string })],
  [
    'a field that nobody knows',
    (client: FanfareClient) => client.timedReleases.enter('r_1', { size: 7 } as object),
  ],
  ['half a day ahead', (client: FanfareClient) => client.loyalty.expirations({ withinDays: 0.5 })],
  ['no events', (client: FanfareClient) => client.beacon.trackBatch([])],
  [
    'an event that there is not',
    (client: FanfareClient) =>
      client.beacon.track({ organizationId: 'org_1', eventName: 'mindRead' as 'pageView' }),
  ],
  [
    'an event with a name that there is not',
    (client: FanfareClient) =>
      client.beacon.track({ organizationId: 'org_1', eventName: 'pageView', surprise: 1 } as never),
  ],
  [
    'money as a number, in one of many events',
    (client: FanfareClient) =>
      client.beacon.trackBatch([
        { organizationId: 'org_1', eventName: 'pageView' },
        {
          organizationId: 'org_1',
          eventName: 'purchase',
          eventProperties: { totalRevenue: 12.5 },
        } as never,
      ]),
  ],
  ['an empty access code', (client: FanfareClient) => client.experiences.route('exp_1', { accessCode: '' })],
  [
    'a long access code',
    (client: FanfareClient) => client.experiences.route('exp_1', { accessCode: 'x'.repeat(201) }),
  ],
  [
    'a sign-in without its code',
    (client: FanfareClient) => client.auth.verifyOtp({ email: 'ada@example.com' } as never),
  ],
  ['an exchange without its code', (client: FanfareClient) => client.auth.exchangeExternal({} as never)],
  [
    'an exchange whose code is undefined',
    (client: FanfareClient) => client.auth.exchangeExternal({ exchangeCode: undefined } as never),
  ],
])('%s is refused before any request', async (_what, call) => {
  const shop = openShop();
  const { client } = shop.open();

  await expect(call(client)).rejects.toMatchObject({ code: 'invalid_request' });

  expect(shop.sent).toEqual([]);
});

test('an option of a call that does not exist is refused, and cannot become a header', async () => {
  const shop = openShop();
  const { client } = shop.open();
  const options = { headers: { 'x-evil': '1' } } as object;

  await expect(client.queues.get(shop.queueId, options)).rejects.toMatchObject({ code: 'invalid_options' });

  expect(shop.sent).toEqual([]);
});

test('F9: a call can be aborted, and has a time of its own', async () => {
  const shop = openShop();
  const { client } = shop.open();
  shop.platform.fault({ hang: true });
  shop.holding = 2;
  const controller = new AbortController();
  const aborted = client.queues
    .get(shop.queueId, { signal: controller.signal })
    .catch((error: unknown) => error);
  const late = client.queues
    .get(shop.queueId, { timeoutMs: 500, maxRetries: 0 })
    .catch((error: unknown) => error);
  await shop.settle();

  controller.abort();
  await shop.pass(500);

  expect(await aborted).toMatchObject({ code: 'aborted', name: 'AbortedError' });
  expect(await late).toMatchObject({ code: 'timeout', name: 'TimeoutError' });
  expect(shop.timers).toBe(0);
});

test.each([undefined, null, 'handler', {}])('client.on refuses %o as a handler, and names it', (handler) => {
  const { client } = openShop().open();

  expect(() => client.on('auth:logout', handler as never)).toThrow(/client\.on takes a function/);
});

test.each([
  [undefined, /withStepUp/],
  [{}, /run must be a function, not undefined/],
  [{ run: () => Promise.resolve(1) }, /ask must be a function, not undefined/],
  [{ run: 'x', ask: () => Promise.resolve({ code: '123456' }) }, /run must be a function, not a string/],
  [{ run: () => Promise.resolve(1), ask: () => Promise.resolve({ code: '1' }), more: 1 }, /more/],
])('auth.withStepUp refuses %j before anything is run', async (call, message) => {
  const shop = openShop();
  const { client } = shop.open();

  await expect(client.auth.withStepUp(call as never)).rejects.toMatchObject({
    name: expect.stringMatching(/RequestError|OptionsError/),
    message: expect.stringMatching(message),
  });
  expect(shop.sent).toHaveLength(0);
});
