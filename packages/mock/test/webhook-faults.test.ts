import { describe, expect, it } from 'vitest';
import { openHookedShop, type HookedShop } from './support/open-hooked-shop.js';

async function open(): Promise<HookedShop> {
  const shop = openHookedShop();
  await shop.hook();
  return shop;
}
const idsOf = (shop: HookedShop): string[] => shop.arrived.map(({ event }) => event.id);

describe('H5: faults of webhooks', () => {
  it('deliver one event twice, under the same ids', async () => {
    const shop = await open();
    shop.platform.fault({ webhooks: 'duplicate', times: 1 });

    await shop.enter();
    await shop.enter();

    const [first, again, other] = idsOf(shop);
    expect(shop.arrived).toHaveLength(3);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    expect(shop.platform.deliveries.map(({ attempts }) => attempts.length)).toEqual([2, 1]);
    expect(shop.platform.faultLog.strikes).toMatchObject([
      {
        operation: null,
        eventType: 'queue.consumer.entered',
        ordinal: 1,
        requestId: shop.platform.deliveries[0]?.id,
        fault: { webhooks: 'duplicate' },
      },
    ]);
  });

  it('deliver an event after the one that follows it', async () => {
    const shop = await open();
    shop.platform.fault({ webhooks: 'reorder', times: 1 });
    await shop.enter();
    const before = idsOf(shop);

    await shop.enter();
    await shop.platform.clock.advance('1s');

    const order = shop.platform.deliveries.map(({ eventId }) => eventId);
    expect(before).toEqual([]);
    expect(idsOf(shop)).toEqual([...order].reverse());
  });

  it('deliver an event that nothing follows after a minute', async () => {
    const shop = await open();
    shop.platform.fault({ webhooks: 'reorder' });
    await shop.enter();

    await shop.platform.clock.advance('59s');
    const before = shop.arrived.length;
    await shop.platform.clock.advance('1s');

    expect([before, shop.arrived.length]).toEqual([0, 1]);
  });

  it('deliver late, with a fresh signature', async () => {
    const shop = openHookedShop();
    const secret = (await shop.hook()).body['secret'];
    shop.platform.fault({ webhooks: 'late', latencyMs: 600_000, eventType: 'queue.consumer.entered' });
    await shop.enter();

    await shop.platform.clock.advance('9m59s');
    const before = shop.arrived.length;
    await shop.platform.clock.advance('1s');

    expect(before).toBe(0);
    expect(shop.verifies(shop.arrived[0], secret)).toBe(true);
  });

  it('leave calls alone, as faults of calls do with them', async () => {
    const shop = await open();
    shop.platform.fault({ status: 503, operation: 'auth.guest', times: 1 });
    shop.platform.fault({ webhooks: 'late', eventType: 'order.created' });

    const refused = await shop.page('POST', '/auth/guest');
    await shop.enter();

    expect(refused.status).toBe(503);
    expect(shop.arrived).toHaveLength(1);
  });

  it('storm: everything arrives, at least once', async () => {
    const shop = await open();
    shop.platform.scenario('webhook-storm');
    for (let shopper = 0; shopper < 30; shopper += 1) await shop.enter();

    await shop.platform.clock.advance('15m');

    const [arrived, published] = [idsOf(shop), shop.platform.deliveries.map(({ eventId }) => eventId)];
    expect(new Set(arrived)).toEqual(new Set(published));
    expect(arrived.length).toBeGreaterThan(published.length);
    expect([...new Set(arrived)]).not.toEqual(published);
  });

  it.each([
    ['duplicate-webhooks', 2],
    ['{"webhooks":"late","latencyMs":60000}', 0],
    ['reordered-webhooks', 0],
  ])('strike what follows from the one request that asks for them: %s', async (asked, arrivals) => {
    const shop = openHookedShop({ faultHeader: true });
    await shop.hook();
    const entering = async (headers: Record<string, string>): Promise<void> => {
      const { accessToken } = await shop.guest();
      const { publishable } = shop.organization.keys.test;
      await shop.platform.fetch(`${shop.platform.origin}/consumer/api/queues/${shop.queueId}/enter`, {
        method: 'POST',
        headers: {
          'x-publishable-key': publishable,
          authorization: `Bearer ${accessToken}`,
          ...headers,
        },
      });
      await shop.platform.settle();
    };

    await entering({ 'x-mock-fault': asked });
    expect(shop.arrived).toHaveLength(arrivals);
    expect(shop.platform.faultLog.strikes).toMatchObject([{ operation: null, ordinal: 1 }]);
    await entering({});
    expect(shop.arrived).toHaveLength(arrivals + 1);
    await shop.platform.clock.advance('2m');

    const published = shop.platform.deliveries.map(({ eventId }) => eventId);
    expect(published).toHaveLength(2);
    expect(new Set(idsOf(shop))).toEqual(new Set(published));
    expect(shop.platform.faultLog.strikes).toHaveLength(1);
  });
});
