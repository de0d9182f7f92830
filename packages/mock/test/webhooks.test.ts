import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMockPlatform, type WebhookEndpoint } from '@fanfare/mock';
import { admitted } from './support/admitted.js';
import { checkOut } from './support/check-out.js';
import { isGenuine, openReceiver, withStatus, type Receiver } from './support/open-receiver.js';
import { openShop, type TestShop } from './support/open-shop.js';

let receiver: Receiver;
beforeEach(async () => {
  receiver = await openReceiver();
});
afterEach(() => receiver.close());

function listen(shop: TestShop, events?: readonly string[]): WebhookEndpoint {
  const endpoint = { organizationId: shop.organization.id, url: receiver.url };
  return shop.platform.addWebhookEndpoint(events === undefined ? endpoint : { ...endpoint, events });
}

async function enter(shop: TestShop): Promise<void> {
  const ann = await shop.guest();
  await ann.call('POST', `/queues/${shop.queueId}/enter`);
  await shop.platform.settle();
}

function types(): readonly string[] {
  return receiver.received.map(({ event }) => event.type);
}

/** The seconds from the start at which each delivery was signed. */
function times(): readonly number[] {
  const start = Date.parse('2026-11-22T10:00:00.000Z') / 1000;
  return receiver.received.map(({ headers }) => Number(headers['x-fanfare-timestamp']) - start);
}

describe('H1: a delivery', () => {
  it('is signed as documented and carries the documented headers', async () => {
    const shop = openShop();
    const { secret, id } = listen(shop, ['queue.consumer.entered']);
    const now = shop.platform.clock.now();

    await enter(shop);

    const [delivery] = receiver.received;
    if (delivery === undefined) throw new Error('Nothing was delivered.');
    expect(secret).toMatch(/^whsec_[\w-]{43}$/);
    expect(isGenuine(delivery, { secret, now })).toBe(true);
    expect(isGenuine(delivery, { secret: `${secret}x`, now })).toBe(false);
    const flipped = Buffer.from(delivery.body);
    flipped[9] = (flipped[9] ?? 0) ^ 1;
    expect(isGenuine({ ...delivery, body: flipped }, { secret, now })).toBe(false);
    expect(delivery.headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': 'Fanfare-Webhooks/1.0',
      'x-fanfare-timestamp': String(now / 1000),
      'x-fanfare-event-type': 'queue.consumer.entered',
      'x-fanfare-delivery-id': shop.platform.deliveries[0]?.id,
    });
    for (const name of ['x-fanfare-retry-count', 'x-fanfare-original-time', 'x-fanfare-webhook-id']) {
      expect(delivery.headers[name]).toBeUndefined();
    }
    expect(delivery.event).toEqual({
      id: expect.stringMatching(/^whk_/),
      type: 'queue.consumer.entered',
      timestamp: '2026-11-22T10:00:00.000Z',
      organizationId: shop.organization.id,
      data: {
        sequenceId: shop.organization.sequence.id,
        experienceId: shop.experienceId,
        consumerId: expect.stringMatching(/^cons_/),
        queueId: shop.queueId,
        position: 1,
        enteredAt: '2026-11-22T10:00:00.000Z',
      },
    });
    expect(shop.platform.deliveries).toMatchObject([
      { endpointId: id, eventId: delivery.event.id, status: 'delivered', attempts: [{ status: 200 }] },
    ]);
  });

  it('H3: is signed afresh for a retry half an hour later and carries the same event id', async () => {
    const shop = openShop();
    const { secret, id } = listen(shop, ['queue.consumer.entered']);
    receiver.answer = withStatus(503);
    await enter(shop);
    await shop.platform.clock.advance('6m');
    receiver.answer = withStatus(200);
    await shop.platform.clock.advance('30m');

    const [first, , , last] = receiver.received;
    if (first === undefined || last === undefined) throw new Error('Four attempts were expected.');
    expect(times()).toEqual([0, 60, 360, 2_160]);
    expect(isGenuine(last, { secret, now: shop.platform.clock.now() })).toBe(true);
    expect(isGenuine(first, { secret, now: shop.platform.clock.now() })).toBe(false);
    expect(last.event.id).toBe(first.event.id);
    expect(last.body.equals(first.body)).toBe(true);
    expect(last.headers['x-fanfare-signature']).not.toBe(first.headers['x-fanfare-signature']);
    expect(last.headers).toMatchObject({
      'x-fanfare-delivery-id': first.headers['x-fanfare-delivery-id'],
      'x-fanfare-retry-count': '3',
      'x-fanfare-original-time': first.headers['x-fanfare-timestamp'],
      'x-fanfare-webhook-id': id,
    });
  });

  it('H9: is tried eight times at the documented intervals, then given up', async () => {
    const shop = openShop();
    listen(shop, ['queue.consumer.entered']);
    receiver.answer = withStatus(500);
    await enter(shop);

    await shop.platform.clock.advance('45h');
    await shop.platform.clock.advance('100h');

    expect(times()).toEqual([0, 60, 360, 2_160, 9_360, 30_960, 74_160, 160_560]);
    expect(receiver.received.map(({ headers }) => headers['x-fanfare-retry-count'])).toEqual([
      undefined,
      ...'1234567',
    ]);
    expect(shop.platform.deliveries).toMatchObject([{ status: 'failed' }]);
    expect(shop.platform.deliveries[0]?.attempts).toHaveLength(8);
  });

  it.each([200, 201, 202, 204, 299])('is done with %i', async (status) => {
    const shop = openShop();
    listen(shop, ['queue.consumer.entered']);
    receiver.answer = withStatus(status);
    await enter(shop);
    await shop.platform.clock.advance('50h');

    expect(receiver.received).toHaveLength(1);
    expect(shop.platform.deliveries).toMatchObject([{ status: 'delivered' }]);
  });

  it.each([304, 400, 401, 404, 409, 429, 500, 503])('is tried again after %i', async (status) => {
    const shop = openShop();
    listen(shop, ['queue.consumer.entered']);
    receiver.answer = withStatus(status);
    await enter(shop);
    receiver.answer = withStatus(200);
    await shop.platform.clock.advance('1m');

    expect(receiver.received).toHaveLength(2);
    expect(shop.platform.deliveries[0]?.attempts).toMatchObject([{ status }, { status: 200 }]);
  });

  it('H6: does not follow a redirect, which counts as a failure', async () => {
    const shop = openShop();
    const elsewhere = await openReceiver();
    listen(shop, ['queue.consumer.entered']);
    for (const status of [301, 302, 303, 307, 308]) {
      receiver.answer = withStatus(status, { location: elsewhere.url });
      await enter(shop);
    }

    await elsewhere.close();
    expect(elsewhere.received).toEqual([]);
    expect(shop.platform.deliveries.map(({ attempts }) => attempts[0]?.status)).toEqual([
      301, 302, 303, 307, 308,
    ]);
    expect(new Set(shop.platform.deliveries.map(({ status }) => status))).toEqual(new Set(['pending']));
  });

  it('is tried again when nobody listens', async () => {
    const shop = openShop();
    listen(shop, ['queue.consumer.entered']);
    await receiver.close();
    await enter(shop);

    expect(shop.platform.deliveries[0]).toMatchObject({
      status: 'pending',
      attempts: [{ error: 'network_error ECONNREFUSED' }],
    });
  });

  it('H9: disables the endpoint after a hundred failures in a row over seven days, not before', async () => {
    const shop = openShop();
    listen(shop, ['queue.consumer.entered']);
    receiver.answer = withStatus(500);
    const isEnabled = async (): Promise<boolean> => {
      const before = shop.platform.deliveries.length;
      await enter(shop);
      return shop.platform.deliveries.length > before;
    };
    for (let event = 0; event < 12; event += 1) await enter(shop);
    await shop.platform.clock.advance('6d');
    expect(receiver.received).toHaveLength(96);
    expect(await isEnabled()).toBe(true);

    await shop.platform.clock.advance('2d');

    expect(await isEnabled()).toBe(false);
  });

  it('disables the endpoint with 410: no retry, no further event', async () => {
    const shop = openShop();
    listen(shop, ['queue.consumer.entered']);
    receiver.answer = withStatus(410);
    await enter(shop);
    receiver.answer = withStatus(200);
    await enter(shop);
    await shop.platform.clock.advance('50h');

    expect(receiver.received).toHaveLength(1);
    expect(shop.platform.deliveries).toMatchObject([{ status: 'failed' }]);
    await expect(redeliver(shop)).resolves.toMatchObject({ status: 409 });
  });

  it('is delivered again on demand, with the same event id and a fresh signature', async () => {
    const shop = openShop();
    const { secret } = listen(shop, ['queue.consumer.entered']);
    await enter(shop);
    await shop.platform.clock.advance('3h');

    const answer = await redeliver(shop);

    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      status: 'delivered',
      attempts: [{ status: 200 }, { status: 200 }],
    });
    const [first, again] = receiver.received;
    if (again === undefined) throw new Error('Nothing was delivered again.');
    expect(again.event.id).toBe(first?.event.id);
    expect(isGenuine(again, { secret, now: shop.platform.clock.now() })).toBe(true);
  });

  it('stops its retries when a redelivery on demand succeeds', async () => {
    const shop = openShop();
    listen(shop, ['queue.consumer.entered']);
    receiver.answer = withStatus(500);
    await enter(shop);
    receiver.answer = withStatus(200);
    await redeliver(shop);
    await shop.platform.clock.advance('50h');

    expect(receiver.received).toHaveLength(2);
    expect(shop.platform.deliveries).toMatchObject([{ status: 'delivered' }]);
  });

  it('does not spend a scheduled attempt on a redelivery on demand', async () => {
    const shop = openShop();
    listen(shop, ['queue.consumer.entered']);
    receiver.answer = withStatus(500);
    await enter(shop);
    await redeliver(shop);
    await shop.platform.clock.advance('50h');

    expect(times()).toEqual([0, 0, 60, 360, 2_160, 9_360, 30_960, 74_160, 160_560]);
  });

  it('shows neither secret nor grant in the log', async () => {
    const shop = openShop();
    const { secret } = listen(shop);
    const { grant } = await admitted(shop);
    await shop.platform.settle();
    const log = await shop.platform.fetch(`${shop.platform.origin}/__mock/deliveries`);
    const text = await log.text();

    expect(types()).toContain('queue.consumer.admitted');
    expect(text).toContain('queue.consumer.admitted');
    expect(text).not.toContain(secret);
    expect(text).not.toContain(grant);
    expect(text).not.toContain(receiver.url);
  });
});

function redeliver(shop: TestShop): Promise<Response> {
  const url = `${shop.platform.origin}/__mock/deliveries/${shop.platform.deliveries[0]?.id}/redeliver`;
  return shop.platform.fetch(new Request(url, { method: 'POST' }));
}

describe('the events of a purchase', () => {
  it('arrive with what the contract says, in the life of one shopper', async () => {
    const shop = openShop();
    listen(shop);
    const ann = await shop.guest();
    await ann.call('POST', `/queues/${shop.queueId}/enter`);
    await shop.platform.settle();
    await shop.platform.clock.advance('2s');
    const { body: state } = await ann.call('GET', `/queues/${shop.queueId}/status`);
    const { body: checkout } = await checkOut(shop, String(state['admissionGrant']));
    await shop.platform.settle();
    const form = { method: 'POST', body: new URLSearchParams({ action: 'pay' }) };
    await shop.platform.fetch(new Request(String(checkout['checkoutUrl']), form));
    await shop.platform.settle();

    const events = Object.fromEntries(receiver.received.map(({ event }) => [event.type, event.data]));
    expect([...types()].sort()).toEqual([
      'consumer.created',
      'order.completed',
      'order.created',
      'queue.consumer.admitted',
      'queue.consumer.completed',
      'queue.consumer.entered',
    ]);
    const { consumerId } = ann;
    const { orderId } = checkout;
    expect(events['queue.consumer.admitted']).toMatchObject({
      consumerId,
      admissionToken: state['admissionGrant'],
      waitTimeSeconds: 2,
      enteredAt: '2026-11-22T10:00:00.000Z',
      admittedAt: '2026-11-22T10:00:02.000Z',
    });
    expect(events['order.created']).toMatchObject({
      orderId,
      consumerId,
      amount: '149.00',
      currencyCode: 'EUR',
      items: [
        { productId: shop.organization.product.id, variantId: shop.organization.variant.id, quantity: 1 },
      ],
    });
    expect(events['order.completed']).toMatchObject({ orderId, consumerId, amount: '149.00' });
    expect(events['queue.consumer.completed']).toMatchObject({ orderId, consumerId, queueId: shop.queueId });
    expect(shop.platform.defects).toEqual([]);
  });

  it('tell of leaving, of a denial, of a cancelled order and of an expired one', async () => {
    const shop = openShop();
    listen(shop, ['queue.consumer.left', 'queue.consumer.denied', 'order.cancelled']);
    const leaver = await shop.guest();
    await leaver.call('POST', `/queues/${shop.queueId}/enter`);
    await leaver.call('POST', `/queues/${shop.queueId}/leave`);
    const { body: cancelled } = await checkOut(shop, (await admitted(shop)).grant);
    const body = { orderId: cancelled['orderId'], idempotencyKey: crypto.randomUUID(), reason: 'sold out' };
    await shop.merchant('POST', '/payments/cancellations', body, { service: 'checkout' });
    await shop.platform.settle();

    expect(receiver.received.map(({ event }) => [event.type, event.data])).toEqual([
      [
        'queue.consumer.left',
        expect.objectContaining({ consumerId: leaver.consumerId, positionWhenLeft: 1 }),
      ],
      ['order.cancelled', expect.objectContaining({ orderId: cancelled['orderId'], reason: 'sold out' })],
      ['queue.consumer.left', expect.objectContaining({ positionWhenLeft: null })],
    ]);

    const { body: late } = await checkOut(shop, (await admitted(shop)).grant);
    await shop.platform.clock.advance('15m');
    expect(receiver.received.slice(3).map(({ event }) => [event.type, event.data])).toEqual(
      expect.arrayContaining([
        ['queue.consumer.denied', expect.objectContaining({ reason: 'ADMISSION_EXPIRED' })],
        ['order.cancelled', expect.objectContaining({ orderId: late['orderId'], reason: 'expired' })],
      ]),
    );
    expect(receiver.received).toHaveLength(5);
    expect(shop.platform.defects).toEqual([]);
  });

  it('tell when a queue opens and closes', async () => {
    const shop = openShop();
    listen(shop, ['distribution.opened', 'distribution.closed']);
    shop.organization.queue.openAt = '2026-11-22T10:01:00.000Z';
    shop.organization.queue.closeAt = '2026-11-22T10:02:00.000Z';
    await shop.page('GET', `/queues/${shop.queueId}`);

    await shop.platform.clock.advance('1m');
    await enter(shop);
    await shop.platform.clock.advance('1m');

    expect(receiver.received.map(({ event }) => [event.type, event.data])).toEqual([
      [
        'distribution.opened',
        { distributionId: shop.queueId, distributionType: 'queue', openedAt: '2026-11-22T10:01:00.000Z' },
      ],
      [
        'distribution.closed',
        {
          distributionId: shop.queueId,
          distributionType: 'queue',
          closedAt: '2026-11-22T10:02:00.000Z',
          totalParticipants: 1,
        },
      ],
    ]);
  });

  it('go to the endpoints that want them, of the same organization and mode only', async () => {
    const shop = openShop();
    const { platform } = shop;
    const [own, other] = platform.world.organizations;
    const endpoints = [
      { organizationId: own.id, url: receiver.url },
      { organizationId: own.id, url: receiver.url, events: ['order.created'] },
      { organizationId: own.id, url: receiver.url, mode: 'live' as const },
      { organizationId: other.id, url: receiver.url },
    ].map((endpoint) => platform.addWebhookEndpoint(endpoint));
    await enter(shop);

    expect(new Set(platform.deliveries.map(({ endpointId }) => endpointId))).toEqual(
      new Set([endpoints[0]?.id]),
    );
  });

  it('stay at home where the settings say so', async () => {
    const shop = openShop({ settings: { deliverWebhooks: false } });
    listen(shop);
    await enter(shop);

    expect(receiver.received).toEqual([]);
    expect(shop.platform.deliveries).toEqual([]);
  });
});

describe('adding an endpoint', () => {
  const organizationId = 'org_aurora';
  const url = 'https://shop.example.com/hooks';

  it.each([
    [{ organizationId, url: 'http://shop.example.com/hooks' }, 'validation_error'],
    [{ organizationId, url: 'https://10.0.0.8/hooks' }, 'validation_error'],
    [{ organizationId, url: 'https://me:word@shop.example.com/' }, 'validation_error'],
    [{ organizationId, url, secret: 'short' }, 'validation_error'],
    [{ organizationId, url, secret: 'whsec_short' }, 'validation_error'],
    [{ organizationId, url, events: ['order.shipped'] }, 'validation_error'],
    [{ organizationId: 'org_nobody', url }, 'not_found'],
  ])('refuses %j', (endpoint, code) => {
    const platform = createMockPlatform();

    expect(() => platform.addWebhookEndpoint(endpoint)).toThrow(expect.objectContaining({ code }));
  });

  it('repeats neither the secret nor the URL in a refusal', () => {
    const platform = createMockPlatform();
    const endpoint = { organizationId, url: 'https://me:word@shop.example.com/', secret: 'secret' };
    const message = (given: typeof endpoint): string => {
      try {
        platform.addWebhookEndpoint(given);
        return 'nothing was refused';
      } catch (error) {
        return String(error);
      }
    };

    expect(message(endpoint)).toMatch(/url must not carry credentials/);
    expect(message(endpoint)).not.toContain('word');
    expect(message({ ...endpoint, url })).toMatch(/secret must begin with whsec_/);
  });

  it('keeps a secret that is given', async () => {
    const shop = openShop();
    const secret = 'whsec_0123456789abcdef';
    const endpoint = { organizationId: shop.organization.id, url: receiver.url, secret };
    expect(shop.platform.addWebhookEndpoint(endpoint).secret).toBe(secret);
    await enter(shop);

    const [delivery] = receiver.received;
    expect(delivery && isGenuine(delivery, { secret, now: shop.platform.clock.now() })).toBe(true);
  });
});
