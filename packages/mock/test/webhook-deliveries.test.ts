import { describe, expect, it } from 'vitest';
import { paged, told } from './support/admin-of.js';
import { hookUrl, openHookedShop, type HookedShop } from './support/open-hooked-shop.js';

async function hookUp(shop: HookedShop, body?: Readonly<Record<string, unknown>>): Promise<string> {
  return `/webhooks/${String((await shop.hook(body)).body['id'])}`;
}

async function firstDelivery(shop: HookedShop, path: string): Promise<Readonly<Record<string, unknown>>> {
  const [delivery] = paged(await shop.admin.get(`${path}/deliveries`));
  if (delivery === undefined) throw new Error('There is no delivery.');
  return delivery;
}

describe('H9: the deliveries of an endpoint', () => {
  it('show every attempt, and when the next one is, along the documented schedule', async () => {
    const shop = openHookedShop();
    shop.answer = () => 503;
    const path = await hookUp(shop);
    await shop.enter();
    const waits = [60, 300, 1_800, 7_200, 21_600, 43_200, 86_400];
    let at = Date.parse('2026-11-22T10:00:00.000Z');
    const attempts: unknown[] = [];

    for (const wait of waits) {
      attempts.push({ at: new Date(at).toISOString(), status: 503, error: null, trigger: 'schedule' });
      at += wait * 1000;
      expect(await firstDelivery(shop, path)).toEqual({
        id: expect.stringMatching(/^whd_/),
        organizationId: shop.organization.id,
        endpointId: path.slice(10),
        eventId: shop.arrived[0]?.event.id,
        eventType: 'queue.consumer.entered',
        origin: 'event',
        status: 'pending',
        createdAt: '2026-11-22T10:00:00.000Z',
        nextAttemptAt: new Date(at).toISOString(),
        attempts,
      });
      await shop.platform.clock.advance(wait * 1000);
    }

    const last = await firstDelivery(shop, path);
    expect(last).toMatchObject({ status: 'failed', nextAttemptAt: null });
    expect(last['attempts']).toHaveLength(8);
    expect((await shop.admin.get(path)).body).toMatchObject({
      enabled: true,
      consecutiveFailures: 8,
      failingSince: '2026-11-22T10:00:00.000Z',
    });
    expect(shop.platform.defects).toEqual([]);
  });

  it('are filtered, and paged from the newest on', async () => {
    const shop = openHookedShop();
    const path = await hookUp(shop, { events: ['queue.consumer.entered', 'consumer.created'] });
    shop.answer = ({ event }) => (event.type === 'consumer.created' ? 500 : 200);
    await shop.enter();
    await shop.platform.clock.advance('1s');
    await shop.enter();
    const list = async (query: string): Promise<string[]> =>
      paged(await shop.admin.get(`${path}/deliveries${query}`)).map(({ eventType }) => String(eventType));

    expect(await list('')).toHaveLength(4);
    expect(await list('?status=delivered')).toEqual(['queue.consumer.entered', 'queue.consumer.entered']);
    expect(await list('?status=pending')).toEqual(['consumer.created', 'consumer.created']);
    expect(await list('?eventType=consumer.created&first=1')).toEqual(['consumer.created']);
    expect(await list('?origin=replay')).toEqual([]);
    const eventId = String(shop.arrived[0]?.event.id);
    expect(await list(`?eventId=${eventId}`)).toEqual([shop.arrived[0]?.event.type]);
    const { body } = await shop.admin.get(`${path}/deliveries?first=3`);
    const { endCursor } = body['pageInfo'] as { endCursor: string };
    expect(await list(`?after=${endCursor}`)).toHaveLength(1);
  });

  it('H3: are sent again by hand: one that arrived, with the same event and a fresh signature', async () => {
    const shop = openHookedShop();
    const { body } = await shop.hook();
    const path = `/webhooks/${String(body['id'])}`;
    await shop.enter();
    const { id } = await firstDelivery(shop, path);
    await shop.platform.clock.advance('3h');

    const again = await shop.admin.post(`${path}/deliveries/${String(id)}/redeliver`);

    expect(again.body).toMatchObject({
      id,
      status: 'delivered',
      attempts: [{ trigger: 'schedule' }, { trigger: 'manual', at: '2026-11-22T13:00:00.000Z' }],
    });
    const [first, second] = shop.arrived;
    expect(second?.body.equals(first?.body ?? Buffer.alloc(0))).toBe(true);
    expect(shop.verifies(second, body['secret'])).toBe(true);
    expect(shop.verifies(first, body['secret'])).toBe(false);
  });

  it('that failed for good are delivered by hand, and those that wait need no retry any more', async () => {
    const shop = openHookedShop();
    const path = await hookUp(shop);
    shop.answer = () => 500;
    await shop.enter();
    const { id } = await firstDelivery(shop, path);
    const redeliver = `${path}/deliveries/${String(id)}/redeliver`;
    expect((await shop.admin.post(redeliver)).body).toMatchObject({ status: 'pending' });
    await shop.platform.clock.advance('2d');
    expect(await firstDelivery(shop, path)).toMatchObject({ status: 'failed' });
    shop.answer = () => 200;

    expect((await shop.admin.post(redeliver)).body).toMatchObject({
      status: 'delivered',
      nextAttemptAt: null,
    });

    const count = shop.arrived.length;
    await shop.platform.clock.advance('2d');
    expect(shop.arrived).toHaveLength(count);
  });

  it('of one endpoint are unknown to another, and are not sent where it is disabled', async () => {
    const shop = openHookedShop();
    const [path, other] = [await hookUp(shop), await hookUp(shop, { events: ['order.created'] })];
    await shop.enter();
    const { id } = await firstDelivery(shop, path);

    expect(told(await shop.admin.post(`${other}/deliveries/${String(id)}/redeliver`))).toEqual([
      404,
      'not_found',
    ]);
    expect(told(await shop.admin.post(`${path}/deliveries/whd_none/redeliver`))).toEqual([404, 'not_found']);
    await shop.admin.patch(path, { enabled: false });
    expect(told(await shop.admin.post(`${path}/deliveries/${String(id)}/redeliver`))).toEqual([
      409,
      'conflict',
    ]);
    expect(shop.arrived).toHaveLength(1);
  });
});

describe('H9: an endpoint', () => {
  it('that answers 410 is disabled, gets nothing more, and begins anew when it is enabled', async () => {
    const shop = openHookedShop();
    const path = await hookUp(shop);
    shop.answer = () => 410;
    await shop.enter();
    await shop.enter();

    expect(shop.arrived).toHaveLength(1);
    expect((await shop.admin.get(path)).body).toMatchObject({ enabled: false, disabledReason: 'gone' });

    shop.answer = () => 200;
    const revived = await shop.admin.patch(path, { enabled: true });
    await shop.enter();
    expect(revived.body).toMatchObject({ disabledReason: null, consecutiveFailures: 0, failingSince: null });
    expect(shop.arrived).toHaveLength(2);
  });

  it('is disabled by a hundred failures in a row over seven days, and counts from nothing when enabled', async () => {
    const shop = openHookedShop();
    const path = await hookUp(shop);
    shop.answer = () => 500;
    for (let event = 0; event < 13; event += 1) await shop.enter();
    await shop.platform.clock.advance('6d');
    expect((await shop.admin.get(path)).body).toMatchObject({ enabled: true, consecutiveFailures: 104 });
    await shop.platform.clock.advance('1d');
    await shop.enter();

    expect((await shop.admin.get(path)).body).toMatchObject({
      enabled: false,
      disabledReason: 'failing',
      consecutiveFailures: 105,
    });
    await shop.admin.patch(path, { enabled: true });
    await shop.enter();
    expect((await shop.admin.get(path)).body).toMatchObject({
      enabled: true,
      consecutiveFailures: 1,
      failingSince: '2026-11-29T10:00:00.000Z',
    });
  });

  it('that is archived gives up what was still to come', async () => {
    const shop = openHookedShop();
    const path = await hookUp(shop);
    shop.answer = () => 500;
    await shop.enter();
    await shop.admin.remove(path);
    await shop.platform.clock.advance('2d');

    expect(shop.arrived).toHaveLength(1);
    expect(await firstDelivery(shop, path)).toMatchObject({ status: 'failed', nextAttemptAt: null });
  });
});

describe('webhook.delivery.failed', () => {
  it('tells other endpoints of every failed attempt, and whether there is another one', async () => {
    const shop = openHookedShop();
    shop.answer = ({ url }) => (url === hookUrl ? 503 : 200);
    const path = await hookUp(shop);
    await hookUp(shop, { url: `${hookUrl}/watch`, events: ['webhook.delivery.failed'] });
    await shop.enter();
    await shop.platform.clock.advance('2d');

    const news = shop.arrived.filter(({ url }) => url.endsWith('/watch')).map(({ event }) => event);
    expect(news.map(({ type }) => type)).toEqual(Array.from({ length: 8 }, () => 'webhook.delivery.failed'));
    expect(news.map(({ data }) => data)).toEqual(
      Array.from({ length: 8 }, (_, retryCount) => ({
        endpointId: path.slice(10),
        endpointUrl: hookUrl,
        eventId: shop.arrived[0]?.event.id,
        eventType: 'queue.consumer.entered',
        retryCount,
        lastError: 'status 503',
        willRetry: retryCount < 7,
      })),
    );
    expect(shop.platform.defects).toEqual([]);
  });

  it('never tells of failures of its own, so that the news ends', async () => {
    const shop = openHookedShop();
    shop.answer = () => 500;
    await hookUp(shop, { events: ['*'] });
    await hookUp(shop, { url: `${hookUrl}/watch`, events: ['webhook.delivery.failed'] });
    await shop.enter();
    await shop.platform.clock.advance('3d');

    const [failed, others] = [true, false].map((isNews) =>
      shop.platform.deliveries.filter(
        ({ eventType }) => (eventType === 'webhook.delivery.failed') === isNews,
      ),
    );
    expect(others?.length).toBeGreaterThan(1);
    expect(failed).toHaveLength(8 * (others?.length ?? 0));
    expect(new Set(failed?.map(({ endpointId }) => endpointId)).size).toBe(1);
  });
});
