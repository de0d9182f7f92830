import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadOut } from '../src/consumers/spread-out.js';
import { adminOf, told } from './support/admin-of.js';
import { openShop } from './support/open-shop.js';

describe('numbers that are spread out', () => {
  it('fill buckets of equal width, the last one with its end', () => {
    expect(spreadOut([0, 1, 2, 3, 10], 2)).toEqual({
      buckets: [
        { range: '0 – 5', minValue: 0, maxValue: 5, value: 4, percentage: 80, x: 2.5 },
        { range: '5 – 10', minValue: 5, maxValue: 10, value: 1, percentage: 20, x: 7.5 },
      ],
      stats: { min: 0, max: 10, mean: 3.2, median: 2, stdDev: Math.sqrt(12.56) },
      totalCount: 5,
    });
  });

  it('fill one bucket where they are all the same, and none where there are none', () => {
    expect(spreadOut([4, 4], 10).buckets).toMatchObject([
      { minValue: 4, maxValue: 4, value: 2, percentage: 100 },
    ]);
    expect(spreadOut([], 10)).toMatchObject({ buckets: [], totalCount: 0 });
  });

  it('are each in exactly one bucket', () => {
    const values = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 100 }), (numbers, count) => {
        const { buckets, stats } = spreadOut(numbers, count);
        const sorted = [...numbers].sort((a, b) => a - b);

        expect(buckets.reduce((sum, { value }) => sum + value, 0)).toBe(numbers.length);
        expect([stats.min, stats.max]).toEqual([sorted[0], sorted.at(-1)]);
        expect(sorted.filter((value) => value <= stats.median).length * 2).toBeGreaterThanOrEqual(
          numbers.length,
        );
        expect(stats.mean).toBeCloseTo(numbers.reduce((sum, value) => sum + value, 0) / numbers.length);
      }),
    );
  });
});

describe('the distribution of consumers', () => {
  it('counts everybody by a number that they have', async () => {
    const shop = openShop();
    await shop.guest();
    const ada = await shop.guest();
    await ada.call('POST', `/queues/${shop.queueId}/enter`);

    const { body } = await adminOf(shop).get('/consumers/distribution?field=totalEngagements&buckets=2');

    expect(body).toMatchObject({
      field: 'totalEngagements',
      totalCount: 2,
      buckets: [{ value: 1 }, { value: 1 }],
      stats: { min: 0, max: 1, mean: 0.5, median: 0.5 },
    });
    expect(shop.platform.defects).toEqual([]);
  });

  it('F1: wants a number of consumers, and a moderate number of buckets', async () => {
    const admin = adminOf(openShop());

    for (const query of ['', '?field=email', '?field=ltv&buckets=0', '?field=ltv&buckets=101']) {
      expect(told(await admin.get(`/consumers/distribution${query}`))).toEqual([400, 'validation_error']);
    }
  });
});
