import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankConsumer, rfmSegmentOf } from '../src/consumers/rank-consumer.js';

const day = 86_400_000;
const now = 1_000 * day;

describe('the ranks of a consumer', () => {
  it.each([
    [null, 0],
    [0, 5],
    [1, 5],
    [1.5, 4],
    [7, 4],
    [30, 3],
    [90, 2],
    [91, 1],
  ])('by days since they were active: %s gives %i', (days, rank) => {
    const lastActiveAt = days === null ? null : now - days * day;

    expect(rankConsumer({ totalOrders: 0, ltv: '0', lastActiveAt, now }).activityRank).toBe(rank);
  });

  it.each([
    ['0.00', 0],
    ['0.01', 1],
    ['99.99', 1],
    ['100.00', 2],
    ['250', 3],
    ['500', 4],
    ['1000', 5],
    ['999999', 5],
  ])('by what they spent: %s gives %i', (ltv, rank) => {
    expect(rankConsumer({ totalOrders: 0, ltv, lastActiveAt: null, now }).monetaryRank).toBe(rank);
  });

  it('by how often they bought, up to 5', () => {
    const ranks = [0, 1, 5, 9].map(
      (totalOrders) => rankConsumer({ totalOrders, ltv: '0', lastActiveAt: null, now }).purchaseFrequencyRank,
    );

    expect(ranks).toEqual([0, 1, 5, 5]);
  });
});

describe('the segment of a consumer', () => {
  it.each([
    [[5, 5, 5], 'CHAMPIONS'],
    [[3, 5, 5], 'LOYAL'],
    [[4, 2, 2], 'LOYAL'],
    [[5, 0, 0], 'NEW'],
    [[2, 5, 5], 'AT_RISK'],
    [[1, 0, 0], 'LOST'],
    [[0, 0, 0], undefined],
  ])('of %j is %s', ([activityRank = 0, monetaryRank = 0, purchaseFrequencyRank = 0], segment) => {
    expect(rfmSegmentOf({ activityRank, monetaryRank, purchaseFrequencyRank })).toBe(segment);
  });

  it('is there for everybody who ever did something', () => {
    const rank = fc.integer({ min: 0, max: 5 });
    fc.assert(
      fc.property(rank, rank, rank, (activityRank, monetaryRank, purchaseFrequencyRank) => {
        const segment = rfmSegmentOf({ activityRank, monetaryRank, purchaseFrequencyRank });

        expect(segment === undefined).toBe(activityRank === 0);
      }),
    );
  });
});
