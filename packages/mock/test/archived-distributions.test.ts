import { describe, expect, it } from 'vitest';
import { adminOf, told } from './support/admin-of.js';
import { admitted } from './support/admitted.js';
import { checkOut } from './support/check-out.js';
import { waysToHold } from './support/hold-something.js';
import { journeyOf, visit } from './support/journey-of.js';
import { openShop } from './support/open-shop.js';
import { openToldShop } from './support/open-told-shop.js';
import { payOrder } from './support/order-with.js';

describe.each(Object.entries(waysToHold))('a %s that is archived', (_, hold) => {
  it('takes back the grants that are not used, and tells their holders that it was called off', async () => {
    const shop = openShop();
    const ann = await shop.guest();
    const { path, distributionId, grant } = await hold(shop, ann);
    const before = await journeyOf(ann);

    await adminOf(shop).remove(path);

    expect(before).toMatchObject({ phase: 'granted' });
    expect(told(await checkOut(shop, grant, { distributionId }))).toEqual([403, 'grant_invalid']);
    const claim = { consumerId: ann.consumerId, token: grant };
    expect(told(await shop.merchant('POST', `${path}/validate`, claim))).toEqual([403, 'grant_invalid']);
    expect(await journeyOf(ann)).toMatchObject({
      phase: 'ended',
      outcome: { type: 'cancelled', reason: 'DISTRIBUTION_ARCHIVED', distributionId },
    });
    expect(told(await ann.call('GET', `${path}/status`))).toEqual([200, undefined]);
    expect(told(await (await shop.guest()).call('GET', `${path}/status`))).toEqual([404, 'not_found']);
    expect(shop.platform.defects).toEqual([]);
  });

  it('cancels the orders that are not paid, gives their pieces back, and tells the merchant', async () => {
    const shop = openToldShop();
    const ann = await shop.guest();
    const { path, distributionId, grant } = await hold(shop, ann);
    const order = await checkOut(shop, grant, { distributionId });
    const { inventoryQuantity } = shop.organization.variant;

    await adminOf(shop).remove(path);
    await payOrder(shop, order.body['orderId']);

    const events = await shop.told();
    expect(events.find(({ type }) => type === 'order.cancelled')?.data).toMatchObject({
      orderId: order.body['orderId'],
    });
    expect(events.filter(({ type }) => type === 'order.completed')).toEqual([]);
    expect(events.filter(({ type }) => type === 'distribution.updated').at(-1)?.data).toMatchObject({
      distributionId,
      changedFields: ['statusOverride', 'archived'],
    });
    expect(shop.organization.variant).toMatchObject({ inventoryQuantity, reserved: 0 });
    expect(await journeyOf(ann)).toMatchObject({ phase: 'ended', outcome: { type: 'cancelled' } });
    expect(shop.platform.defects).toEqual([]);
  });
});

describe('what is archived as a whole', () => {
  it.each(['sequence', 'experience'])('ends for everybody with its %s', async (what) => {
    const shop = openShop();
    const ann = await admitted(shop);
    const { sequence } = shop.organization;
    const path = what === 'sequence' ? `/sequences/${sequence.id}` : `/experiences/${shop.experienceId}`;

    await adminOf(shop).remove(path);

    expect(told(await checkOut(shop, ann.grant))).toEqual([403, 'grant_invalid']);
    expect(await journeyOf(ann)).toMatchObject({ phase: 'ended', outcome: { type: 'cancelled' } });
    const { body } = await (await shop.guest()).call('GET', '/consumers/me');
    expect(body).toMatchObject({ active: { journeys: [] } });
    expect(shop.platform.defects).toEqual([]);
  });

  it('stands in nobody’s way: who comes back finds what is new', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const ann = await admitted(shop);
    await admin.remove(`/queues/${shop.queueId}`);
    const { sequence } = shop.organization;
    const { body } = await admin.post('/queues', { sequenceId: sequence.id, name: 'Again', admitRate: 60 });
    const before = await journeyOf(ann);
    await visit(shop, ann);

    expect(before).toMatchObject({ phase: 'ended' });
    expect(await journeyOf(ann)).toMatchObject({ phase: 'enterable', distribution: { id: body['id'] } });
  });

  it('leaves what was bought bought', async () => {
    const shop = openShop();
    const ann = await admitted(shop);
    const order = await checkOut(shop, ann.grant);
    await payOrder(shop, order.body['orderId']);

    await adminOf(shop).remove(`/queues/${shop.queueId}`);

    expect(await journeyOf(ann)).toMatchObject({ phase: 'ended', outcome: { type: 'completed' } });
    expect((await ann.call('GET', `/queues/${shop.queueId}/status`)).body).toMatchObject({
      status: 'COMPLETED',
    });
  });
});
