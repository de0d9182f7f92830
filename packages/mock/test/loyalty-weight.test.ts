import { describe, expect, it } from 'vitest';
import { loyaltyWeight } from '../src/mechanisms/loyalty-weight.js';

describe('the weight of loyalty points in a draw', () => {
  it.each([
    [0, 1],
    [9, 2],
    [999, 4],
    [-5, 1],
  ])('of %i points is %d', (points, weight) => {
    expect(loyaltyWeight(points)).toBeCloseTo(weight, 10);
  });
});
