import { expect, test } from 'vitest';
import { at } from '../../../mock/test/support/at.js';
import { falling, openAuction } from '../../../mock/test/support/open-auction.js';
import { openDraw } from '../../../mock/test/support/open-draw.js';
import { openRelease } from '../../../mock/test/support/open-release.js';
import { setUpAppointment } from '../../../mock/test/support/set-up-appointment.js';
import type { Journey, JourneyView } from '../../src/index.js';
import { listenTo, merchantOf, merchantWithoutQueue, namesOf, rivalIn } from '../support/merchant-of.js';
import { phaseOf } from '../support/phase-of.js';
import { openShop } from '../support/polling-shop.js';
import type { Shop, Tab } from '../support/shop.js';

type At<Phase, Mechanism> = Extract<JourneyView, { phase: Phase; mechanism: Mechanism }>;

function now<Phase extends string, Mechanism extends string>(
  { view }: Journey,
  phase: Phase,
  mechanism: Mechanism,
): At<Phase, Mechanism> {
  expect(view).toMatchObject({ phase, mechanism });
  return view as At<Phase, Mechanism>; // seen just now
}

async function begin(shop: Shop): Promise<Tab & { journey: Journey }> {
  const tab = shop.open();
  await tab.client.auth.guest();
  const journey = tab.client.journeys.get(shop.experienceId);
  await journey.start();
  journey.subscribe(() => undefined);
  return { ...tab, journey };
}

const actionsOf = ({ view }: Journey): string[] => Object.keys(view.actions);

test('C16: a draw is entered, waited for, drawn and won, and the grant stands in the view only', async () => {
  const shop = openShop();
  const merchant = await merchantWithoutQueue(shop);
  await openDraw(merchant, { openAt: at(30) });
  const tab = await begin(shop);
  const { journey } = tab;
  const told = listenTo(tab);

  expect(now(journey, 'scheduled', 'draw').waitlist).toBeNull();
  await shop.pass(40_000);
  await now(journey, 'enterable', 'draw').actions.enter();
  expect(now(journey, 'participating', 'draw').consumer.status).toBe('entered');
  await shop.pass(25_000);
  expect(actionsOf(journey)).toEqual(['exit']);
  expect(now(journey, 'settling', 'draw').consumer.status).toBe('entered');
  await shop.pass(60_000);

  const { grant } = now(journey, 'granted', 'draw');
  expect(grant.distributionType).toBe('draw');
  expect(namesOf(told, 'journey', 'draw')).toEqual([
    'journey:changed',
    'journey:opened',
    'draw:entered',
    'journey:changed',
    'journey:changed',
    'journey:changed',
    'journey:admitted',
    'draw:won',
  ]);
  expect(told).toContainEqual([
    'journey:admitted',
    expect.objectContaining({ mechanism: 'draw', expiresAt: grant.expiresAt, isRestored: false }),
  ]);
  expect(JSON.stringify(told)).not.toContain(grant.token);
  expect(shop.platform.defects).toEqual([]);
});

test('a draw that is lost ends as lost, and one that is left may be entered again', async () => {
  const shop = openShop();
  const merchant = await merchantWithoutQueue(shop);
  const draw = await openDraw(merchant);
  const tab = await begin(shop);
  const { journey } = tab;

  await now(journey, 'enterable', 'draw').actions.enter();
  await now(journey, 'participating', 'draw').actions.leave();
  expect(now(journey, 'ended', 'draw').outcome.type).toBe('left');
  await now(journey, 'ended', 'draw').actions.enter?.();
  expect(phaseOf(journey.view)).toBe('participating');
  const rivals = await Promise.all(Array.from({ length: 40 }, () => rivalIn(merchant)));
  for (const rival of rivals) await draw.enter(rival);
  const told = listenTo(tab);
  await shop.pass(125_000);

  expect(now(journey, 'ended', 'draw').outcome).toMatchObject({ type: 'lost', reason: 'NOT_SELECTED' });
  expect(actionsOf(journey)).toEqual(['reroute', 'exit']);
  expect(namesOf(told, 'draw')).toEqual(['draw:lost']);
});

test('an auction is bid in, lost sight of, won back and won', async () => {
  const shop = openShop();
  const merchant = await merchantWithoutQueue(shop);
  const auction = await openAuction(merchant, { startPrice: '50' });
  const tab = await begin(shop);
  const { journey } = tab;
  const told = listenTo(tab);
  const rival = await rivalIn(merchant);

  expect(now(journey, 'enterable', 'auction').bidding).toMatchObject({
    auctionType: 'english',
    leastBid: '50.00',
    highestBid: null,
  });
  await now(journey, 'enterable', 'auction').actions.bid({ amount: '50' });
  expect(now(journey, 'participating', 'auction').consumer.status).toBe('winning');
  await auction.enter(rival);
  await auction.bid(rival, '70');
  await shop.pass(6_000);
  const outbid = now(journey, 'participating', 'auction');
  expect(outbid.consumer.status).toBe('outbid');
  expect(outbid.bidding).toMatchObject({ ownBid: '50.00', highestBid: '70.00', leastBid: '70.01' });
  await expect(outbid.actions.bid({ amount: '60' })).rejects.toMatchObject({
    code: 'bid_too_low',
    details: { minBid: '70.01' },
  });
  await outbid.actions.bid({ amount: '80' });
  expect(now(journey, 'participating', 'auction').bidding).toMatchObject({
    ownBid: '80.00',
    highestBid: '80.00',
  });
  await shop.pass(610_000);
  expect(now(journey, 'settling', 'auction').consumer.status).toBe('winning');
  await shop.pass(130_000);

  expect(now(journey, 'granted', 'auction').grant.distributionId).toBe(auction.id);
  expect(namesOf(told, 'auction', 'journey:admitted')).toEqual([
    'auction:entered',
    'auction:bid-placed',
    'auction:winning',
    'auction:outbid',
    'auction:bid-placed',
    'auction:winning',
    'journey:admitted',
    'auction:won',
  ]);
  expect(told).toContainEqual(['auction:outbid', { auctionId: auction.id, highestBid: '70.00' }]);
  expect(shop.platform.defects).toEqual([]);
});

test('the limit of a shopper who left is nothing to the next one at the device', async () => {
  const shop = openShop();
  const merchant = await merchantWithoutQueue(shop);
  const auction = await openAuction(merchant, { startPrice: '50', minBidIncrement: '5' });
  const tab = await begin(shop);
  const { journey } = tab;
  const told = listenTo(tab);
  await now(journey, 'enterable', 'auction').actions.bid({ amount: '50' });
  await now(journey, 'participating', 'auction').actions.setRebid?.({ maxAmount: '1000' });

  await tab.client.auth.logout();
  await tab.client.auth.guest();
  await shop.settle();
  await journey.enter();
  await now(journey, 'participating', 'auction').actions.bid({ amount: '60' });
  const rival = await rivalIn(merchant);
  await auction.enter(rival);
  await auction.bid(rival, '70');
  await shop.pass(20_000);

  expect(now(journey, 'participating', 'auction')).toMatchObject({
    rebid: null,
    bidding: { ownBid: '60.00', highestBid: '70.00' },
  });
  expect(told).toContainEqual(['auction:rebid-stopped', { auctionId: auction.id, reason: 'over' }]);
});

test('a limit in each of two tabs is one bid, and nobody outbids themselves', async () => {
  const shop = openShop();
  const merchant = await merchantWithoutQueue(shop);
  const auction = await openAuction(merchant, { startPrice: '50', minBidIncrement: '5' });
  const tabs = [await begin(shop), shop.open('second')];
  const other = tabs[1]!.client.journeys.get(shop.experienceId);
  other.subscribe(() => undefined);
  await now((tabs[0] as Awaited<ReturnType<typeof begin>>).journey, 'enterable', 'auction').actions.bid({
    amount: '50',
  });
  await shop.settle();
  for (const { client } of tabs) {
    const { actions } = now(client.journeys.get(shop.experienceId), 'participating', 'auction');
    await actions.setRebid?.({ maxAmount: '200', increment: client === tabs[0]!.client ? '5' : '20' });
  }
  const rival = await rivalIn(merchant);
  await auction.enter(rival);
  const bids = shop.count(/auctions.*bid/);

  await auction.bid(rival, '60');
  await shop.pass(20_000);

  expect(shop.count(/auctions.*bid/) - bids).toBe(1);
});

test('whoever sets a limit is bid for up to it, and told where it ends', async () => {
  const shop = openShop();
  const merchant = await merchantWithoutQueue(shop);
  const auction = await openAuction(merchant, { startPrice: '50', minBidIncrement: '5' });
  const tab = await begin(shop);
  const { journey } = tab;
  const told = listenTo(tab);
  const rival = await rivalIn(merchant);
  await now(journey, 'enterable', 'auction').actions.bid({ amount: '50' });
  await now(journey, 'participating', 'auction').actions.setRebid?.({ maxAmount: '100', increment: '10' });
  expect(now(journey, 'participating', 'auction').rebid).toEqual({ maxAmount: '100' });
  expect(actionsOf(journey)).toContain('stopRebid');

  await auction.enter(rival);
  await auction.bid(rival, '60');
  await shop.pass(6_000);
  expect(now(journey, 'participating', 'auction').bidding.ownBid).toBe('70.00');
  await auction.bid(rival, '93');
  await shop.pass(6_000);
  expect(now(journey, 'participating', 'auction').bidding.ownBid).toBe('100.00'); // not 103
  await auction.bid(rival, '120');
  await shop.pass(6_000);

  const over = now(journey, 'participating', 'auction');
  expect(over).toMatchObject({ rebid: null, consumer: { status: 'outbid', currentBid: '100.00' } });
  expect(told).toContainEqual(['auction:rebid-stopped', { auctionId: auction.id, reason: 'limit_reached' }]);
  expect(namesOf(told, 'auction:bid-placed')).toHaveLength(3);
});

test('F5: a bid by itself that gets lost on the way is made again, and the shopper bids once', async () => {
  const shop = openShop();
  const merchant = await merchantWithoutQueue(shop);
  const auction = await openAuction(merchant, { startPrice: '50' });
  const tab = await begin(shop);
  const { journey } = tab;
  const rival = await rivalIn(merchant);
  await now(journey, 'enterable', 'auction').actions.bid({ amount: '50' });
  await now(journey, 'participating', 'auction').actions.setRebid?.({ maxAmount: '100' });
  await auction.enter(rival);
  await auction.bid(rival, '60');
  shop.platform.fault({ operation: 'auctions.bid', loseAnswer: true, times: 1 });

  await shop.pass(20_000);

  expect(now(journey, 'participating', 'auction').consumer).toMatchObject({
    status: 'winning',
    currentBid: '60.01',
  });
});

test('a falling price is accepted without an amount', async () => {
  const shop = openShop();
  const merchant = await merchantWithoutQueue(shop);
  await openAuction(merchant, falling);
  const { journey } = await begin(shop);
  await shop.pass(65_000);
  const view = now(journey, 'enterable', 'auction');
  expect(view.bidding).toMatchObject({ auctionType: 'dutch', price: '90.00' });

  await view.actions.bid();

  expect(now(journey, 'granted', 'auction').grant.distributionType).toBe('auction');
});

test('a timed release reserves a piece at once, and lets it go when it is not bought in time', async () => {
  const shop = openShop();
  const merchant = await merchantWithoutQueue(shop);
  const release = await openRelease(merchant, { pieces: 1 });
  const tab = await begin(shop);
  const { journey } = tab;
  const told = listenTo(tab);

  await now(journey, 'enterable', 'timed_release').actions.enter();
  const { grant } = now(journey, 'granted', 'timed_release');
  expect(grant).toMatchObject({ distributionId: release.id, expiresAt: expect.any(String) });
  expect(tab.client.journeys.isTakingPart()).toBe(true);
  await shop.pass(Date.parse(grant.expiresAt ?? '') - shop.platform.clock.now() + 61_000);

  expect(now(journey, 'ended', 'timed_release').outcome.type).toBe('expired');
  expect(tab.client.journeys.isTakingPart()).toBe(false);
  expect(namesOf(told, 'timed_release', 'journey:ended')).toEqual([
    'timed_release:entered',
    'journey:ended',
    'timed_release:expired',
  ]);
  await now(journey, 'ended', 'timed_release').actions.enter?.();
  await now(journey, 'granted', 'timed_release').actions.leave();
  expect(now(journey, 'ended', 'timed_release').outcome.type).toBe('left');
});

test('what is sold out opens again when somebody gives a piece back, and the shopper is told', async () => {
  const shop = openShop();
  const merchant = await merchantWithoutQueue(shop);
  const release = await openRelease(merchant, { pieces: 1 });
  const rival = await rivalIn(merchant);
  await release.enter(rival);
  const tab = await begin(shop);
  const told = listenTo(tab);
  expect(tab.journey.view).toMatchObject({ phase: 'unavailable', reason: 'SOLD_OUT' });

  await release.leave(rival);
  await shop.pass(35_000);

  expect(phaseOf(tab.journey.view)).toBe('enterable');
  expect(told).toContainEqual([
    'journey:opened',
    { experienceId: shop.experienceId, mechanism: 'timed_release', distributionId: release.id },
  ]);
});

test('a slot is booked, moved and given back, and each is told', async () => {
  const shop = openShop();
  const merchant = await merchantWithoutQueue(shop);
  const { id: appointmentId, slotIds } = await setUpAppointment(merchant);
  const [first = '', second = ''] = slotIds;
  const tab = await begin(shop);
  const { journey } = tab;
  const told = listenTo(tab);

  await now(journey, 'enterable', 'appointment').actions.book({ slotId: first });
  expect(now(journey, 'participating', 'appointment').consumer).toMatchObject({
    status: 'booked',
    slotId: first,
  });
  expect(tab.client.journeys.isTakingPart()).toBe(false); // the slot is kept without a session
  await now(journey, 'participating', 'appointment').actions.reschedule?.({ newSlotId: second });
  expect(now(journey, 'participating', 'appointment').consumer.slotId).toBe(second);
  await now(journey, 'participating', 'appointment').actions.cancelBooking?.({ reason: 'ill' });
  expect(now(journey, 'ended', 'appointment').outcome.type).toBe('cancelled');
  await now(journey, 'ended', 'appointment').actions.book?.({ slotId: first });

  expect(now(journey, 'participating', 'appointment').consumer.slotId).toBe(first);
  expect(told.filter(([name]) => name.startsWith('appointment'))).toEqual([
    ['appointment:booked', { appointmentId, slotId: first }],
    ['appointment:booked', { appointmentId, slotId: second }],
    ['appointment:slot-released', { appointmentId, slotId: second, outcome: 'cancelled' }],
    ['appointment:booked', { appointmentId, slotId: first }],
  ]);
  expect(shop.platform.defects).toEqual([]);
});

test('a way that is not open has a waitlist, and whoever is on it is told when it opens, also in a hidden page', async () => {
  const shop = openShop();
  shop.platform.world.organizations[0].queue.openAt = at(600);
  const merchant = merchantOf(shop);
  const { sequence } = merchant.organization;
  await merchant.merchant('POST', '/waitlists', { sequenceId: sequence.id }, { service: 'admin' });
  const tab = await begin(shop);
  const { journey } = tab;
  expect(now(journey, 'scheduled', 'queue').waitlist).toMatchObject({ isEntered: false });
  expect(actionsOf(journey)).toEqual(['reroute', 'joinWaitlist', 'exit']);

  await now(journey, 'scheduled', 'queue').actions.joinWaitlist?.();
  expect(now(journey, 'scheduled', 'queue').waitlist).toMatchObject({ isEntered: true });
  await now(journey, 'scheduled', 'queue').actions.leaveWaitlist?.();
  expect(now(journey, 'scheduled', 'queue').waitlist).toMatchObject({ isEntered: false });
  await now(journey, 'scheduled', 'queue').actions.joinWaitlist?.();
  const told = listenTo(tab);
  tab.page.hide();
  await shop.pass(640_000);

  expect(phaseOf(journey.view)).toBe('enterable');
  expect(namesOf(told, 'journey:opened')).toEqual(['journey:opened']);
});

test('after a reload the waitlist is known again, of those who are on it and of those who are not', async () => {
  const shop = openShop();
  shop.platform.world.organizations[0].queue.openAt = at(600);
  const merchant = merchantOf(shop);
  const { sequence } = merchant.organization;
  await merchant.merchant('POST', '/waitlists', { sequenceId: sequence.id }, { service: 'admin' });
  const before = await begin(shop);
  before.client.destroy();

  const { client } = shop.open('after');
  const journey = client.journeys.get(shop.experienceId);
  journey.subscribe(() => undefined);
  await shop.pass(1_000);
  expect(now(journey, 'scheduled', 'queue').waitlist).toMatchObject({ isEntered: false });
  await now(journey, 'scheduled', 'queue').actions.joinWaitlist?.();
  client.destroy();
  const again = shop.open('again').client.journeys.get(shop.experienceId);
  await again.refresh();

  expect(now(again, 'scheduled', 'queue').waitlist).toMatchObject({ isEntered: true, position: 1 });
});
