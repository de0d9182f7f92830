import { describe, expect, it } from 'vitest';
import { beaconEventNames } from '@fanfare/contract';
import { adminOf, told } from './support/admin-of.js';
import { dumpState } from './support/dump-state.js';
import { openShop, start, type TestShop } from './support/open-shop.js';

const view = {
  organizationId: 'org_aurora',
  eventId: 'evt_1',
  eventName: 'pageView',
  eventTimestamp: start,
  eventProperties: { pageType: 'product', geoLat: 52.5 },
};

interface Sent {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

async function send(shop: TestShop, path: string, body: unknown, origin?: string): Promise<Sent> {
  const answer = await shop.platform.fetch(`${shop.platform.origin}/beacon/api${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: {
      'content-type': 'application/json',
      'x-publishable-key': shop.organization.keys.test.publishable,
      ...(origin !== undefined && { origin }),
    },
  });
  return { status: answer.status, body: await answer.json(), headers: answer.headers };
}

async function countOf(shop: TestShop, event: string): Promise<unknown> {
  const { body } = await adminOf(shop).post('/analytics/query', {
    interval: '1d',
    timeRange: 'last_1d',
    measures: [{ name: 'n', unit: 'count', op: 'count', event }],
  });
  const [first] = body['data'] as readonly { series: { n: number } }[];
  return first?.series.n ?? 0;
}

describe('the beacon', () => {
  it('takes one event, and says nothing about it', async () => {
    const shop = openShop();

    const { status, body } = await send(shop, '/events', view);

    expect([status, body]).toEqual([200, null]);
    expect(await countOf(shop, 'pageView')).toBe(1);
    expect(shop.platform.defects).toEqual([]);
  });

  it('takes every event by its name, in one batch', async () => {
    const shop = openShop();
    const batch = beaconEventNames.map((eventName) => ({
      organizationId: 'org_aurora',
      eventId: eventName,
      eventName,
      eventTimestamp: start,
    }));

    const { status, body } = await send(shop, '/events/batch', batch);

    expect([status, body]).toEqual([200, null]);
    for (const name of beaconEventNames) expect([name, await countOf(shop, name)]).toEqual([name, 1]);
  });

  it.each(['', 'android-app://com.google.android.gm/', 'about:client', 'https://shop.example.com/?a=b#c'])(
    'takes pages that were reached from "%s"',
    async (address) => {
      const shop = openShop();

      const { status } = await send(shop, '/events', { ...view, referrerUrl: address, pageUrl: address });

      expect([status, await countOf(shop, 'pageView')]).toEqual([200, 1]);
    },
  );

  it('counts an id once, however often it comes', async () => {
    const shop = openShop();

    await send(shop, '/events', view);
    await send(shop, '/events', view);
    await send(shop, '/events/batch', [view, { ...view, eventId: 'evt_2' }, { ...view, eventId: 'evt_2' }]);

    expect(await countOf(shop, 'pageView')).toBe(2);
  });

  it('D6: refuses another organization, and then takes nothing of the batch', async () => {
    const shop = openShop();
    const foreign = { ...view, eventId: 'evt_2', organizationId: 'org_borealis' };

    const one = await send(shop, '/events', foreign);
    const batch = await send(shop, '/events/batch', [view, foreign]);

    expect([one.status, batch.status]).toEqual([404, 404]);
    expect(await countOf(shop, 'pageView')).toBe(0);
    expect(await countOf(openShop({ platform: shop.platform, organization: 1 }), 'pageView')).toBe(0);
  });

  it.each([
    ['a property of another event', { ...view, eventProperties: { quantity: 1 } }],
    ['a field that nobody knows', { ...view, password: 'x' }],
    ['a name that nobody knows', { ...view, eventName: 'page_view' }],
    ['money as a number', { ...view, eventName: 'addToCart', eventProperties: { price: 9.9 } }],
    ['no time', { ...view, eventTimestamp: 'now' }],
    ['no id', { ...view, eventId: undefined }],
  ])('F1: refuses %s', async (_, event) => {
    const { status, body } = await send(openShop(), '/events', event);

    expect([status, (body as { error: string }).error]).toEqual([400, 'validation_error']);
  });

  it('F2: takes 1 to 100 events at once', async () => {
    const shop = openShop();
    const events = Array.from({ length: 101 }, (_, index) => ({ ...view, eventId: `evt_${index}` }));

    const statuses = await Promise.all(
      [[], events.slice(0, 100), events].map(
        async (batch) => (await send(shop, '/events/batch', batch)).status,
      ),
    );

    expect(statuses).toEqual([400, 200, 400]);
  });

  it('G1: is for pages of allowed origins', async () => {
    const origin = 'https://www.aurora.example';
    const shop = openShop({ allowedOrigins: [origin] });

    const allowed = await send(shop, '/events', view, origin);
    const refused = await send(shop, '/events', view, 'https://evil.example');

    expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([200, origin]);
    expect(refused.status).toBe(403);
  });

  it('D5: opens no sale that is for some, and changes nobody, whatever a page makes up', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const { sequence } = shop.organization;
    const rules = [
      ['totalMessages', 3],
      ['totalEngagements', 3],
      ['engagedCount', 1],
      ['activityRank', 1],
    ].map(([attribute, value]) => ({ attribute, operator: 'GREATER_THAN_OR_EQUAL', value }));
    const eve = await shop.guest();
    const profile = async () => (await admin.get(`/consumers/${eve.consumerId}`)).body;
    const before = await profile();
    const forged = beaconEventNames.flatMap((eventName) =>
      [1, 2, 3].map((number) => ({
        ...view,
        eventId: `${eventName}_${number}`,
        eventName,
        consumerId: eve.consumerId,
        eventProperties: eventName.startsWith('message') ? { consumerId: eve.consumerId } : {},
        segments: { rfm: 'CHAMPIONS' },
      })),
    );

    const { status } = await send(shop, '/events/batch', forged);

    expect(status).toBe(200);
    expect(await profile()).toEqual(before);
    for (const rule of rules) {
      const { body: audience } = await admin.post('/audiences', {
        name: String(rule.attribute),
        type: 'DYNAMIC',
        rules: [rule],
      });
      await admin.put(`/sequences/${sequence.id}`, { audienceId: audience['id'] });
      const entered = await eve.call('POST', `/queues/${shop.queueId}/enter`);
      expect([rule.attribute, told(entered)]).toEqual([rule.attribute, [403, 'forbidden']]);
    }
    expect(shop.platform.defects).toEqual([]);
  });

  it('adds up what pages report, by their own segments', async () => {
    const shop = openShop();
    const sale = {
      ...view,
      eventName: 'purchase',
      eventProperties: { totalRevenue: '10.10', currency: 'EUR' },
      segments: { rfm: 'LOYAL' },
    };
    await send(shop, '/events/batch', [
      sale,
      { ...sale, eventId: 'evt_2', eventProperties: { totalRevenue: '0.20' } },
      { ...sale, eventId: 'evt_3', eventProperties: { totalRevenue: '5.00', currency: 'USD' } },
    ]);

    const { body } = await adminOf(shop).post('/analytics/query', {
      interval: '1d',
      timeRange: 'last_1d',
      measures: [
        {
          name: 'revenue',
          unit: 'currency',
          op: 'sum',
          event: 'purchase',
          field: 'eventProperties.totalRevenue',
        },
      ],
      groupBy: { field: 'segment_rfm' },
    });

    expect(body['data']).toEqual([
      { time_bucket: '2026-11-22T00:00:00.000Z', series: { revenue: '10.30' }, segment_rfm: 'LOYAL' },
    ]);
  });
});

describe('I8: what a page says of the time', () => {
  const trace = { ipAddress: '198.51.100.77' };
  const isKept = ({ platform }: TestShop): boolean =>
    dumpState(platform).some(({ text }) => text === trace.ipAddress);

  it('does not say how long it is kept', async () => {
    const shop = openShop();
    await send(shop, '/events', { ...view, ...trace, eventTimestamp: '2999-01-01T00:00:00.000Z' });
    expect(await countOf(shop, 'pageView')).toBe(1);

    await shop.platform.clock.advance('89d');
    const before = isKept(shop);
    await shop.platform.clock.advance('2d');

    expect([before, isKept(shop)]).toEqual([true, false]);
  });

  it('counts for at most seven days before it arrived', async () => {
    const shop = openShop();
    await send(shop, '/events', { ...view, ...trace, eventTimestamp: '1999-01-01T00:00:00.000Z' });

    const measures = [{ name: 'n', unit: 'count', op: 'count', event: 'pageView' }];
    const timeRange = '2026-11-15T10:00:00.000Z/2026-11-15T10:00:01.000Z';
    const { body } = await adminOf(shop).post('/analytics/query', { interval: '1d', timeRange, measures });
    await shop.platform.clock.advance('1d');

    expect(body['data']).toHaveLength(1);
    expect(isKept(shop)).toBe(true);
  });
});

describe('I7: an event about somebody', () => {
  const personal = {
    userId: 'ann@person.example',
    ipAddress: '198.51.100.78',
    pageUrl: 'https://x.example/ann',
  };
  const traces = ({ platform }: TestShop): number =>
    dumpState(platform).filter(({ text }) => Object.values(personal).includes(text)).length;

  it('of whom nobody knows counts, and holds nothing that tells who it was', async () => {
    const shop = openShop();

    await send(shop, '/events', { ...view, ...personal, consumerId: 'cons_unknown' });

    expect(await countOf(shop, 'pageView')).toBe(1);
    expect(traces(shop)).toBe(0);
  });

  it('who is being erased is not taken, and afterwards nothing tells who it was', async () => {
    const shop = openShop();
    const { consumerId } = await shop.guest();
    const report = (eventId: string) => send(shop, '/events', { ...view, ...personal, eventId, consumerId });
    await report('evt_before');
    expect(traces(shop)).toBeGreaterThan(0);
    await adminOf(shop).remove(`/consumers/${consumerId}`);
    await report('evt_during');
    expect(await countOf(shop, 'pageView')).toBe(1);
    await shop.platform.clock.advance('61m');
    await report('evt_after');

    expect(await countOf(shop, 'pageView')).toBe(2);
    expect(traces(shop)).toBe(0);
  });

  it('who was a guest then is found at the erasure of whom they turned out to be', async () => {
    const shop = openShop();
    const known = await shop.member('ann@person.example');
    const guest = await shop.guest();
    await shop.member('ann@person.example', guest);
    await send(shop, '/events', { ...view, ...personal, userId: 'ann-1', consumerId: guest.consumerId });
    await adminOf(shop).remove(`/consumers/${known.consumerId}`);
    await shop.platform.clock.advance('61m');

    expect(traces(shop)).toBe(0);
  });
});
