import type { Credential } from '@fanfare/contract';
import { operationList, type Operation } from '@fanfare/contract/operations';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { FanfareClient } from '../../src/index.js';

const event = { organizationId: 'org_1', eventName: 'pageView' } as const;

/** How a page calls each operation that it may call. */
const calls: Readonly<Record<string, (client: FanfareClient) => Promise<unknown>>> = {
  'config.get': ({ config }) => config.get(),
  'auth.guest': ({ auth }) => auth.guest(),
  'auth.requestOtp': ({ auth }) => auth.requestOtp({ email: 'ada@example.com' }),
  'auth.verifyOtp': ({ auth }) => auth.verifyOtp({ email: 'ada@example.com', code: '123456' }),
  'auth.exchangeExternal': ({ auth }) => auth.exchangeExternal({ exchangeCode: 'exc_1' }),
  'auth.refresh': ({ auth }) => auth.refresh(),
  'auth.logout': ({ auth }) => auth.logout(),
  'sessions.list': ({ sessions }) => sessions.list(),
  'sessions.revoke': ({ sessions }) => sessions.revoke('sess_1'),
  'sessions.revokeAll': ({ sessions }) => sessions.revokeAll({ keepCurrent: true }),
  'mfa.enroll': ({ mfa }) => mfa.enroll(),
  'mfa.confirm': ({ mfa }) => mfa.confirm({ code: '123456' }),
  'mfa.remove': ({ mfa }) => mfa.remove(),
  'mfa.backupCodes': ({ mfa }) => mfa.backupCodes(),
  'mfa.stepUp': ({ auth }) => auth.stepUp({ code: '123456' }),
  'emailVerification.request': ({ emailVerification }) => emailVerification.request(),
  'emailVerification.confirm': ({ emailVerification }) => emailVerification.confirm({ code: '123456' }),
  'experiences.get': ({ experiences }) => experiences.get('exp_1'),
  'experiences.enter': ({ experiences }) => experiences.enter('exp_1'),
  'experiences.leave': ({ experiences }) => experiences.leave('exp_1'),
  'experiences.route': ({ experiences }) => experiences.route('exp_1'),
  'experiences.archivedStatus': ({ experiences }) => experiences.archivedStatus(['exp_1']),
  'queues.get': ({ queues }) => queues.get('queue_1'),
  'queues.enter': ({ queues }) => queues.enter('queue_1'),
  'queues.leave': ({ queues }) => queues.leave('queue_1'),
  'queues.status': ({ queues }) => queues.status('queue_1'),
  'draws.get': ({ draws }) => draws.get('draw_1'),
  'draws.enter': ({ draws }) => draws.enter('draw_1'),
  'draws.leave': ({ draws }) => draws.leave('draw_1'),
  'draws.status': ({ draws }) => draws.status('draw_1'),
  'auctions.get': ({ auctions }) => auctions.get('auction_1'),
  'auctions.enter': ({ auctions }) => auctions.enter('auction_1'),
  'auctions.bid': ({ auctions }) => auctions.bid('auction_1', { amount: '129.00' }),
  'auctions.status': ({ auctions }) => auctions.status('auction_1'),
  'auctions.bids': ({ auctions }) => auctions.bids('auction_1', { organizationId: 'org_1', limit: 5 }),
  'auctions.bidHistory': ({ auctions }) => auctions.bidHistory('auction_1', { limit: 5 }),
  'auctions.highestBid': ({ auctions }) => auctions.highestBid('auction_1'),
  'auctions.currentPrice': ({ auctions }) => auctions.currentPrice('auction_1'),
  'timedReleases.get': ({ timedReleases }) => timedReleases.get('release_1'),
  'timedReleases.enter': ({ timedReleases }) => timedReleases.enter('release_1', { variantId: 'var_1' }),
  'timedReleases.leave': ({ timedReleases }) => timedReleases.leave('release_1'),
  'timedReleases.status': ({ timedReleases }) => timedReleases.status('release_1'),
  'appointments.get': ({ appointments }) => appointments.get('appt_1'),
  'appointments.slots': ({ appointments }) =>
    appointments.slots('appt_1', { startDate: '2026-11-22', endDate: '2026-11-23', timezone: 'UTC' }),
  'appointments.book': ({ appointments }) =>
    appointments.book('appt_1', { slotId: 'slot_1', locationId: null }),
  'appointments.cancel': ({ appointments }) =>
    appointments.cancel('appt_1', { slotId: 'slot_1', reason: 'ill' }),
  'appointments.me': ({ appointments }) => appointments.me('appt_1'),
  'appointments.reschedule': ({ appointments }) => appointments.reschedule('appt_1', { newSlotId: 'slot_2' }),
  'waitlists.enter': ({ waitlists }) => waitlists.enter('waitlist_1'),
  'waitlists.leave': ({ waitlists }) => waitlists.leave('waitlist_1'),
  'waitlists.status': ({ waitlists }) => waitlists.status('waitlist_1'),
  'loyalty.balance': ({ loyalty }) => loyalty.balance(),
  'loyalty.expirations': ({ loyalty }) => loyalty.expirations({ withinDays: 30 }),
  'loyalty.history': ({ loyalty }) => loyalty.history({ limit: 5 }),
  'organizations.settings': ({ organizations }) => organizations.settings('org_1'),
  'activity.feed': ({ activity }) => activity.feed('exp_1', { limit: 5 }),
  'activity.stream': ({ activity }) => activity.open('exp_1', { onEvent: () => undefined }),
  'activity.track': ({ activity }) => activity.track('exp_1', [{ type: 'click', activityId: 'act_1' }]),
  'challenges.verify': ({ challenges }) => challenges.verify({ challengeId: 'challenge_1', token: 'pass' }),
  'consumers.me': ({ consumers }) => consumers.me(),
  'consumers.requestExport': ({ consumers }) => consumers.requestExport(),
  'consumers.export': ({ consumers }) => consumers.export('cexp_1'),
  'consumers.erase': ({ consumers }) => consumers.erase(),
  'events.stream': ({ events }) => events.open({ onEvent: () => undefined }),
  'consent.get': ({ consent }) => consent.get(),
  'consent.update': ({ consent }) => consent.update({ version: '1', analytics: true, device: false }),
  'beacon.track': ({ beacon }) => beacon.track(event),
  'beacon.trackBatch': ({ beacon }) => beacon.trackBatch([event, event]),
};

const isForPages = ({ auth }: Operation): boolean =>
  auth.some((needed: readonly Credential[]) => needed.length > 0 && !needed.includes('sk'));

/** Where everything went that left the page, sign-in included; each request has to fit the row that it went to. */
async function rowsCalledBy(call: (client: FanfareClient) => Promise<unknown>): Promise<readonly string[]> {
  const called: Request[] = [];
  const session = (answer: string): Response =>
    new Response(answer, { headers: { 'content-type': 'application/json' } });
  const client = new FanfareClient({
    publishableKey: 'pk_test_aurora_mock',
    baseUrl: 'https://api.example',
    store: 'memory',
    fetch: async (input, init) => {
      const request = new Request(input, init);
      called.push(request.clone() as Request);
      return request.url.endsWith('/auth/guest') ? session(guest) : session('{}');
    },
  });
  await client.auth.guest();
  await call(client).catch(() => undefined); // an empty answer fits none of them
  await setImmediate(); // a logout goes out after it is over here
  client.destroy();
  return Promise.all(called.map(rowOf));
}

async function rowOf(sent: Request): Promise<string> {
  const row = operationList.find((operation) => leadsTo(operation, sent));
  await expectFit(row, sent);
  return row?.id ?? `no row at ${sent.method} ${sent.url}`;
}

function leadsTo({ service, method, path }: Operation, { url, method: used }: Request): boolean {
  const form = new RegExp(`^/${service}/api${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
  return method === used && form.test(new URL(url).pathname);
}

async function expectFit(row: Operation | undefined, sent: Request): Promise<void> {
  if (row?.body !== undefined) expect(row.body.safeParse(await sent.json()).error).toBeUndefined();
  const names = [...new URL(sent.url).searchParams.keys()];
  const shape = (row?.query?._zod.def as { shape?: object } | undefined)?.shape ?? {};
  expect(Object.keys(shape)).toEqual(expect.arrayContaining(names));
}

const guest = JSON.stringify({
  session: { type: 'guest', consumerId: 'cons_1', expiresAt: '2099-01-01T00:00:00.000Z' },
  accessToken: [{ alg: 'EdDSA' }, { iat: 1_790_000_000, exp: 4_000_000_000 }, {}]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.'),
  refreshToken: 'refresh_0123456789abcdef',
  refreshTokenTtlSeconds: 2_592_000,
  beaconToken: 'beacon_1',
});

test.each(Object.entries(calls))('A1: %s goes to its own row', async (id, call) => {
  const rows = await rowsCalledBy(call);

  expect([...new Set(rows)]).toEqual([...new Set(['auth.guest', id])]);
});

test('A1: a page has a method for every operation that it may call, and for no other', () => {
  expect(Object.keys(calls).sort()).toEqual(
    operationList
      .filter(isForPages)
      .map(({ id }) => id)
      .sort(),
  );
});
