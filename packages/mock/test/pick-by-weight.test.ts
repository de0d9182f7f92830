import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pickByWeight } from '../src/mechanisms/pick-by-weight.js';
import { seededRandom } from '../src/random/seeded-random.js';

describe('picking by weight', () => {
  it('picks nothing of nothing', () => {
    expect(pickByWeight([], 0.5)).toBeUndefined();
  });

  it('picks as often as the weights say', () => {
    const random = seededRandom(7);
    const items = [
      { name: 'rare', weight: 1 },
      { name: 'common', weight: 9 },
    ];

    const picks = Array.from({ length: 10_000 }, () => pickByWeight(items, random())?.name);

    const rare = picks.filter((name) => name === 'rare').length;
    expect(rare).toBeGreaterThan(900);
    expect(rare).toBeLessThan(1100);
  });

  it('always picks one that is there', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 50 });
    const number = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

    fc.assert(
      fc.property(weights, number, (all, random) => {
        const items = all.map((weight) => ({ weight }));
        expect(items).toContain(pickByWeight(items, random));
      }),
    );
  });
});
