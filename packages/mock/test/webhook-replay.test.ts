import { webhookEventTypes } from '@fanfare/contract/webhooks';
import { describe, expect, it } from 'vitest';
import { admitted } from './support/admitted.js';
import { paged, told } from './support/admin-of.js';
import { hookUrl, openHookedShop, type HookedShop } from './support/open-hooked-shop.js';

async function hookUp(shop: HookedShop, body?: Readonly<Record<string, unknown>>): Promise<string> {
  return `/webhooks/${String((await shop.hook(body)).body['id'])}`;
}

describe('admin.webhooks.events', () => {
  it('lists what happened, whether or not anybody was told, the newest first', async () => {
    const shop = openHookedShop({ settings: { deliverWebhooks: false } });
    await hookUp(shop);
    await shop.enter();
    await shop.platform.clock.advance('1m');
    await shop.enter();

    const events = paged(await shop.admin.get('/webhooks/events'));

    expect(shop.arrived).toEqual([]);
    expect(events.map(({ type }) => type)).toContain('queue.consumer.entered');
    expect(events.filter(({ type }) => type === 'queue.consumer.entered')).toMatchObject([
      { timestamp: '2026-11-22T10:01:00.000Z', organizationId: shop.organization.id },
      { timestamp: '2026-11-22T10:00:00.000Z', data: { queueId: shop.queueId, position: 1 } },
    ]);
  });

  it('is filtered by time and type, and paged', async () => {
    const shop = openHookedShop();
    for (let minute = 0; minute < 4; minute += 1) {
      await shop.enter();
      await shop.platform.clock.advance('1m');
    }
    const times = async (query: string): Promise<string[]> =>
      paged(await shop.admin.get(`/webhooks/events?eventTypes=queue.consumer.entered${query}`)).map(
        ({ timestamp }) => String(timestamp).slice(14, 16),
      );

    expect(await times('')).toEqual(['03', '02', '01', '00']);
    expect(await times('&sortDir=asc')).toEqual(['00', '01', '02', '03']);
    expect(await times('&startTime=2026-11-22T10:02:00.000Z')).toEqual(['03', '02']);
    expect(await times('&endTime=2026-11-22T10:01:00.000Z')).toEqual(['01', '00']);
    const { body } = await shop.admin.get('/webhooks/events?eventTypes=queue.consumer.entered&first=3');
    const { endCursor } = body['pageInfo'] as { endCursor: string };
    await shop.enter();
    expect(await times(`&after=${endCursor}`)).toEqual(['00']);
    expect(
      told(
        await shop.admin.get(
          '/webhooks/events?startTime=2026-11-22T10:02:00.000Z&endTime=2026-11-22T10:01:00.000Z',
        ),
      ),
    ).toEqual([400, 'validation_error']);
    expect(told(await shop.admin.get('/webhooks/events?eventTypes=order.shipped'))).toEqual([
      400,
      'validation_error',
    ]);
  });

  it('leaves grants out, which the delivery has', async () => {
    const shop = openHookedShop();
    await hookUp(shop, { events: ['queue.consumer.admitted'] });
    const { grant } = await admitted(shop);
    await shop.platform.settle();

    const answer = await shop.admin.get('/webhooks/events?eventTypes=queue.consumer.admitted');

    expect(shop.arrived[0]?.event.data['admissionToken']).toBe(grant);
    expect(paged(answer)).toHaveLength(1);
    expect(paged(answer)[0]?.['data']).not.toHaveProperty('admissionToken');
    expect(JSON.stringify(answer.body)).not.toContain(grant);
  });

  it('I8: forgets after 30 days', async () => {
    const shop = openHookedShop();
    await shop.enter();
    await shop.platform.clock.advance('30d');
    const count = async (): Promise<number> =>
      paged(await shop.admin.get('/webhooks/events?eventTypes=queue.consumer.entered')).length;
    expect(await count()).toBe(1);

    await shop.platform.clock.advance('1s');

    expect(await count()).toBe(0);
  });
});

describe('admin.webhooks.replay', () => {
  const all = { startTime: '2026-11-22T10:00:00.000Z', endTime: '2026-11-22T12:00:00.000Z' };

  it('H3: sends what an endpoint missed: the same events, as they were, freshly signed', async () => {
    const shop = openHookedShop();
    const { body } = await shop.hook();
    const path = `/webhooks/${String(body['id'])}`;
    await shop.enter();
    await shop.admin.patch(path, { enabled: false });
    await shop.platform.clock.advance('10m');
    await shop.enter();
    await shop.admin.patch(path, { enabled: true });
    await shop.platform.clock.advance('1h');
    expect(shop.arrived).toHaveLength(1);

    const answer = await shop.admin.post(`${path}/replay`, all);
    await shop.platform.settle();

    expect(answer.body).toEqual({ endpointId: body['id'], events: 2 });
    const [first, again, missed] = shop.arrived;
    expect(again?.event).toEqual(first?.event);
    expect(again?.headers['x-fanfare-delivery-id']).not.toBe(first?.headers['x-fanfare-delivery-id']);
    expect(missed?.event).toMatchObject({ timestamp: '2026-11-22T10:10:00.000Z' });
    expect(shop.verifies(again, body['secret'])).toBe(true);
    expect(shop.verifies(missed, body['secret'])).toBe(true);
    expect(paged(await shop.admin.get(`${path}/deliveries?origin=replay`))).toHaveLength(2);
  });

  it('sends the types that the endpoint wants, and of those the ones that are named', async () => {
    const shop = openHookedShop();
    const some = await hookUp(shop, { events: ['queue.consumer.entered', 'consumer.updated'] });
    const every = await hookUp(shop, { url: `${hookUrl}/all`, events: ['*'] });
    await shop.enter();
    const replay = async (path: string, eventTypes?: string[]): Promise<unknown> =>
      (await shop.admin.post(`${path}/replay`, { ...all, ...(eventTypes && { eventTypes }) })).body['events'];

    expect(await replay(some)).toBe(1);
    expect(await replay(some, ['consumer.created'])).toBe(0);
    expect(await replay(some, ['consumer.created', 'queue.consumer.entered'])).toBe(1);
    expect(await replay(every, ['consumer.created'])).toBe(1);
    expect(await replay(every)).toBeGreaterThanOrEqual(2);
  });

  it('is tried again like any other delivery', async () => {
    const shop = openHookedShop();
    const path = await hookUp(shop);
    await shop.enter();
    shop.answer = () => 500;
    await shop.admin.post(`${path}/replay`, all);
    await shop.platform.settle();
    shop.answer = () => 200;
    await shop.platform.clock.advance('1m');

    expect(paged(await shop.admin.get(`${path}/deliveries?origin=replay`))).toMatchObject([
      { status: 'delivered', attempts: [{ status: 500 }, { status: 200 }] },
    ]);
  });

  it('is refused where the endpoint is disabled, or the span ends before it begins', async () => {
    const shop = openHookedShop();
    const path = await hookUp(shop);
    const backwards = { startTime: all.endTime, endTime: all.startTime };

    expect(told(await shop.admin.post(`${path}/replay`, backwards))).toEqual([400, 'validation_error']);
    await shop.admin.patch(path, { enabled: false });
    expect(told(await shop.admin.post(`${path}/replay`, all))).toEqual([409, 'conflict']);
  });
});

describe('admin.webhooks.test', () => {
  it.each(webhookEventTypes)('sends a signed sample of %s', async (eventType) => {
    const shop = openHookedShop();
    const { body } = await shop.hook();

    const answer = await shop.admin.post('/webhooks/test', { endpointId: body['id'], eventType });

    expect(answer.body).toMatchObject({
      endpointId: body['id'],
      eventType,
      origin: 'test',
      status: 'delivered',
      attempts: [{ status: 200, trigger: 'manual' }],
    });
    const [sample] = shop.arrived;
    expect(sample?.event).toMatchObject({ id: expect.stringMatching(/^whk_/), type: eventType });
    expect(shop.verifies(sample, body['secret'])).toBe(true);
  });

  it('sends once, also to a disabled endpoint, and neither counts nor happened', async () => {
    const shop = openHookedShop();
    const path = await hookUp(shop, { enabled: false });
    shop.answer = () => 500;

    const answer = await shop.admin.post('/webhooks/test', {
      endpointId: path.slice(10),
      eventType: 'order.created',
    });
    await shop.platform.clock.advance('2d');

    expect(answer.body).toMatchObject({ status: 'failed', nextAttemptAt: null, attempts: [{ status: 500 }] });
    expect(shop.arrived).toHaveLength(1);
    expect((await shop.admin.get(path)).body).toMatchObject({ consecutiveFailures: 0, enabled: false });
    expect(paged(await shop.admin.get('/webhooks/events?eventTypes=order.created'))).toEqual([]);
  });

  it('refuses a type that no event is called', async () => {
    const shop = openHookedShop();
    const path = await hookUp(shop);
    const order = { endpointId: path.slice(10), eventType: '*' };

    expect(told(await shop.admin.post('/webhooks/test', order))).toEqual([400, 'validation_error']);
  });
});

describe('I7: the erasure of a consumer', () => {
  it('takes them out of what happened and of what is still to be delivered', async () => {
    const shop = openHookedShop();
    const path = await hookUp(shop, { events: ['consumer.created', 'queue.consumer.entered'] });
    shop.answer = () => 500;
    const email = 'ada@example.com';
    const ada = await shop.member(email);
    await ada.call('POST', `/queues/${shop.queueId}/enter`);
    const bob = await shop.guest();
    await shop.platform.settle();
    expect(JSON.stringify(paged(await shop.admin.get('/webhooks/events')))).toContain(email);

    await shop.admin.remove(`/consumers/${ada.consumerId}`);
    await shop.platform.clock.advance('2h');
    shop.answer = () => 200;
    const before = shop.arrived.length;
    await shop.admin.post(`${path}/replay`, {
      startTime: '2026-11-22T10:00:00.000Z',
      endTime: '2026-11-23T10:00:00.000Z',
    });
    await shop.platform.clock.advance('2d');

    const since = shop.arrived
      .slice(before)
      .map(({ body }) => String(body))
      .join();
    expect(since).toContain(bob.consumerId);
    expect(since).not.toContain(ada.consumerId);
    expect(since).not.toContain(email);
    const known = [
      ...paged(await shop.admin.get('/webhooks/events?first=100')).filter(
        ({ type }) => type !== 'consumer.deleted',
      ),
      ...paged(await shop.admin.get(`${path}/deliveries?first=100`)),
    ];
    expect(JSON.stringify(known)).not.toContain(ada.consumerId);
    expect(shop.platform.defects).toEqual([]);
  });
});
