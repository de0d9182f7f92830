import { describe, expect, it } from 'vitest';
import { adminOf, told } from './support/admin-of.js';
import { checkOut } from './support/check-out.js';
import { waysToHold } from './support/hold-something.js';
import { openAuction } from './support/open-auction.js';
import { openShop } from './support/open-shop.js';
import { openToldShop } from './support/open-told-shop.js';
import { payOrder } from './support/order-with.js';
import { setUpAppointment } from './support/set-up-appointment.js';

describe.each(Object.entries(waysToHold))('I7: an erased consumer who holds a grant of a %s', (_, hold) => {
  it('cannot buy with it, at our checkout or at the merchant’s till, at once and later', async () => {
    const shop = openShop();
    const ann = await shop.guest();
    const { path, distributionId, grant } = await hold(shop, ann);
    const { consumerId } = ann;

    await adminOf(shop).remove(`/consumers/${consumerId}`);
    const answers = async (): Promise<unknown[]> => [
      told(await checkOut(shop, grant, { distributionId })),
      told(await shop.merchant('POST', `${path}/validate`, { consumerId, token: grant })),
      told(await shop.merchant('POST', `${path}/complete`, { consumerId })),
    ];

    const refused = [
      [403, 'grant_invalid'],
      [403, 'grant_invalid'],
      [409, 'conflict'],
    ];
    expect(await answers()).toEqual(refused);
    await shop.platform.clock.advance('24h');
    expect(await answers()).toEqual(refused);
    expect(shop.platform.defects).toEqual([]);
  });

  it('does not pay what was ordered before', async () => {
    const shop = openToldShop();
    const ann = await shop.guest();
    const { distributionId, grant } = await hold(shop, ann);
    const order = await checkOut(shop, grant, { distributionId });

    await adminOf(shop).remove(`/consumers/${ann.consumerId}`);
    await payOrder(shop, order.body['orderId']);

    const types = (await shop.told()).map(({ type }) => type);
    expect(types).toContain('order.cancelled');
    expect(types).not.toContain('order.completed');
    expect(shop.organization.variant).toMatchObject({ reserved: 0 });
  });
});

describe('I7: the bids of an erased consumer', () => {
  it('are taken back, so that the next bidder wins', async () => {
    const shop = openToldShop();
    const auction = await openAuction(shop);
    const [ann, bob] = [await shop.guest(), await shop.guest()];
    await auction.bid(bob, '10');
    await auction.bid(ann, '20');

    await adminOf(shop).remove(`/consumers/${ann.consumerId}`);
    const between = await auction.status(bob);
    await shop.platform.clock.advance('12m');

    expect(between).toMatchObject({ status: 'WINNING' });
    expect(await auction.status(bob)).toMatchObject({ status: 'WON' });
    const won = (await shop.told()).filter(({ type }) => type === 'auction.consumer.won');
    expect(won.map(({ data }) => [data['consumerId'], data['winningBidAmount']])).toEqual([
      [bob.consumerId, '10.00'],
    ]);
    expect(shop.platform.defects).toEqual([]);
  });

  it('win nothing where nobody else bid', async () => {
    const shop = openShop();
    const auction = await openAuction(shop);
    const ann = await shop.guest();
    await auction.bid(ann, '20');

    await adminOf(shop).remove(`/consumers/${ann.consumerId}`);

    expect((await auction.look('/highest-bid')).body).toEqual({ amount: null });
    await shop.platform.clock.advance('12m');
    expect(shop.platform.defects).toEqual([]);
  });
});

describe('I7: the seats and lines of an erased consumer', () => {
  it('are free again', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const { path, slotIds } = await setUpAppointment(shop, { maxCapacityPerSlot: 1 });
    const { sequence } = shop.organization;
    const { body: waitlist } = await admin.post('/waitlists', { sequenceId: sequence.id, capacity: 1 });
    const [ann, bob] = [await shop.guest(), await shop.guest()];
    const slot = { slotId: slotIds[0] };
    await ann.call('POST', `${path}/book`, slot);
    await ann.call('POST', `/waitlists/${String(waitlist['id'])}/enter`);
    await ann.call('POST', `/queues/${shop.queueId}/enter`);
    const before = told(await bob.call('POST', `${path}/book`, slot));

    await admin.remove(`/consumers/${ann.consumerId}`);

    expect(before).toEqual([409, 'slot_full']);
    expect(told(await bob.call('POST', `${path}/book`, slot))).toEqual([200, undefined]);
    expect(told(await bob.call('POST', `/waitlists/${String(waitlist['id'])}/enter`))).toEqual([
      200,
      undefined,
    ]);
    await bob.call('POST', `/queues/${shop.queueId}/enter`);
    expect((await bob.call('GET', `/queues/${shop.queueId}/status`)).body).toMatchObject({ position: 1 });
    expect(shop.platform.defects).toEqual([]);
  });
});
