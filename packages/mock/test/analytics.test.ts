import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnalyticsQuery } from '@fanfare/contract/admin';
import type { Fact } from '../src/analytics/fact.js';
import { parseTimeRange } from '../src/analytics/parse-time-range.js';
import { runQuery } from '../src/analytics/run-query.js';
import { admitted } from './support/admitted.js';
import { adminOf, told } from './support/admin-of.js';
import { checkOut } from './support/check-out.js';
import { openShop, start, type Answer, type TestShop } from './support/open-shop.js';

type Measure = AnalyticsQuery['measures'][number];

const entered: Measure = { name: 'entered', unit: 'count', op: 'count', event: 'queue_entered' };
const revenue: Measure = {
  name: 'revenue',
  unit: 'currency',
  op: 'sum',
  event: 'order_created',
  field: 'amount',
};

function query(shop: TestShop, more: object = {}): Promise<Answer> {
  const usual = { interval: '1h', timeRange: 'last_1d', measures: [entered] };
  return adminOf(shop).post('/analytics/query', { ...usual, ...more });
}

describe('analytics', () => {
  it('count what happened, step by step', async () => {
    const shop = openShop();
    await (await shop.guest()).call('POST', `/queues/${shop.queueId}/enter`);
    await (await shop.guest()).call('POST', `/queues/${shop.queueId}/enter`);
    await shop.platform.clock.advance('2h');
    await (await shop.guest()).call('POST', `/queues/${shop.queueId}/enter`);

    const { body } = await query(shop);

    expect(body).toEqual({
      meta: { entered: { unit: 'count' } },
      data: [
        { time_bucket: start, series: { entered: 2 } },
        { time_bucket: '2026-11-22T12:00:00.000Z', series: { entered: 1 } },
      ],
    });
    expect(shop.platform.defects).toEqual([]);
  });

  it('add money up as decimals, and only in the currency of the organization', async () => {
    const shop = openShop();
    for (let piece = 0; piece < 3; piece += 1) await checkOut(shop, (await admitted(shop)).grant);

    const { body } = await query(shop, {
      measures: [revenue, { ...revenue, name: 'average', op: 'avg' }],
    });

    expect(body['meta']).toEqual({
      revenue: { unit: 'currency', currency: 'EUR' },
      average: { unit: 'currency', currency: 'EUR' },
    });
    expect(body['data']).toEqual([{ time_bucket: start, series: { revenue: '447.00', average: '149.00' } }]);
  });

  it('are narrowed by conditions and split by segment', async () => {
    const shop = openShop();
    await (await shop.guest()).call('POST', `/queues/${shop.queueId}/enter`);
    const about = (value: unknown): object => ({ where: [{ path: 'distributionId', op: 'eq', value }] });

    const here = await query(shop, { ...about(shop.queueId), groupBy: { field: 'segment_rfm' } });
    const elsewhere = await query(shop, about('queue_nowhere'));
    const among = await query(shop, {
      where: [{ path: 'distributionId', op: 'in', value: ['x', shop.queueId] }],
    });

    expect(here.body['data']).toEqual([{ time_bucket: start, series: { entered: 1 }, segment_rfm: 'NEW' }]);
    expect(elsewhere.body['data']).toEqual([]);
    expect(among.body['data']).toHaveLength(1);
  });

  it('tell what a consumer did as a guest, too', async () => {
    const shop = openShop();
    const ada = await shop.member('ada@example.com');
    const guest = await shop.guest();
    await guest.call('POST', `/queues/${shop.queueId}/enter`);
    await shop.member('ada@example.com', guest);

    const { body } = await query(shop, {
      where: [{ path: 'consumerId', op: '=', value: ada.consumerId }],
    });

    expect(body['data']).toEqual([{ time_bucket: start, series: { entered: 1 } }]);
  });

  it('D6: see nothing of another organization or mode', async () => {
    const shop = openShop();
    await (await shop.guest()).call('POST', `/queues/${shop.queueId}/enter`);

    const { platform } = shop;
    for (const other of [openShop({ platform, organization: 1 }), openShop({ platform, mode: 'live' })]) {
      expect((await query(other)).body['data']).toEqual([]);
    }
  });

  it.each([
    [
      'more than 10 measures',
      { measures: Array.from({ length: 11 }, (_, n) => ({ ...entered, name: `m${n}` })) },
    ],
    ['more than 90 days', { timeRange: 'last_91d' }],
    ['an interval that ends before it starts', { timeRange: '2026-02-01T00:00:00Z/2026-01-01T00:00:00Z' }],
    ['times that are none', { timeRange: '2026-13-01T00:00:00Z/2026-14-01T00:00:00Z' }],
    ['a sum of nothing', { measures: [{ ...revenue, field: undefined }] }],
    ['names that are the same', { measures: [entered, entered] }],
    ['an event that is none', { measures: [{ ...entered, event: 'queue_exploded' }] }],
  ])('F1: refuse %s', async (_, more) => {
    expect(told(await query(openShop(), more))).toEqual([400, 'validation_error']);
  });
});

describe('a range of time', () => {
  const now = Date.parse(start);

  it.each([
    ['last_30m', '2026-11-22T09:30:00.001Z', '2026-11-22T10:00:00.001Z'],
    ['last_7d', '2026-11-15T10:00:00.001Z', '2026-11-22T10:00:00.001Z'],
    [
      '2026-11-01T00:00:00Z/2026-11-02T00:00:00+01:00',
      '2026-11-01T00:00:00.000Z',
      '2026-11-01T23:00:00.000Z',
    ],
    ['2026-11-01/2026-11-03', '2026-11-01T00:00:00.000Z', '2026-11-03T00:00:00.000Z'],
  ])('%s', (text, from, to) => {
    expect(parseTimeRange(text, now)).toEqual({ from: Date.parse(from), to: Date.parse(to) });
  });

  it.each(['last_91d', 'last_0d', '2026-11-01/2026-11-01', 'yesterday', '2026-01-01/2026-04-02'])(
    'is refused: %s',
    (text) => {
      expect(parseTimeRange(text, now)).toHaveProperty('problem');
    },
  );
});

describe('a query over any facts', () => {
  const day = 86_400_000;
  const hour = 3_600_000;
  const cents = fc.integer({ min: 0, max: 10_000_000 });
  const fact: fc.Arbitrary<Fact> = fc.record({
    event: fc.constantFrom('order_created', 'queue_entered'),
    at: fc.integer({ min: 0, max: 2 * day }),
    about: fc.record({ experienceId: fc.constantFrom('exp_1', 'exp_2') }),
    properties: cents.map((value) => ({
      cents: value,
      amount: (value / 100).toFixed(2),
      quantity: value % 7,
    })),
    currency: fc.constantFrom('EUR', 'USD'),
    segment: fc.constantFrom('NEW', 'LOST', undefined),
  });
  const measures: Measure[] = [
    entered,
    revenue,
    { ...revenue, name: 'average', op: 'avg' },
    { name: 'pieces', unit: 'count', op: 'sum', event: 'order_created', field: 'quantity' },
  ];

  it('gives what a plain sum over the same facts gives', () => {
    fc.assert(
      fc.property(fc.array(fact, { maxLength: 60 }), (facts) => {
        const asked: AnalyticsQuery = {
          interval: '1h',
          timeRange: 'last_1d',
          measures,
          where: [{ path: 'experienceId', op: '=', value: 'exp_1' }],
        };

        const { data } = runQuery(facts, { query: asked, range: { from: 0, to: day }, currency: 'EUR' });

        const kept = facts.filter(({ at, about }) => at < day && about['experienceId'] === 'exp_1');
        const hours = [...new Set(kept.map(({ at }) => Math.floor(at / hour)))].sort((a, b) => a - b);
        expect(data).toEqual(
          hours.map((index) => {
            const own = kept.filter(({ at }) => Math.floor(at / hour) === index);
            const orders = own.filter(({ event }) => event === 'order_created');
            const amounts = orders
              .filter(({ currency }) => currency === 'EUR')
              .map(({ properties }) => Number(properties['cents']));
            const total = amounts.reduce((sum, value) => sum + value, 0);
            return {
              time_bucket: new Date(index * hour).toISOString(),
              series: {
                entered: own.length - orders.length,
                revenue: (total / 100).toFixed(2),
                pieces: orders.reduce((sum, { properties }) => sum + Number(properties['quantity']), 0),
                ...(amounts.length > 0 && {
                  average: (Math.floor(total / amounts.length) / 100).toFixed(2),
                }),
              },
            };
          }),
        );
      }),
    );
  });

  it('splits by segment without losing or doubling anything', () => {
    fc.assert(
      fc.property(fc.array(fact, { maxLength: 60 }), (facts) => {
        const asked: AnalyticsQuery = { interval: '1d', timeRange: 'last_2d', measures: [entered] };
        const run = (more: Partial<AnalyticsQuery>): number => {
          const range = { from: 0, to: 2 * day };
          const { data } = runQuery(facts, { query: { ...asked, ...more }, range, currency: 'EUR' });
          return data.reduce((sum, { series }) => sum + Number(series['entered']), 0);
        };

        expect(run({ groupBy: { field: 'segment_rfm' } })).toBe(run({}));
      }),
    );
  });
});
