import { describe, expect, it } from 'vitest';
import { rankEntrants } from '../src/mechanisms/rank-entrants.js';
import { seededRandom } from '../src/random/seeded-random.js';

const entrants = [...'abcdefghij'];
const equal = (): number => 1;

/** How far counts are from what they should be on average; grows with both the differences and their number. */
function chiSquare(observed: readonly number[], expected: number): number {
  return observed.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

describe('the order in which entrants are drawn', () => {
  it('holds everybody once', () => {
    const order = rankEntrants(entrants, { random: seededRandom(1), weightOf: equal });

    expect([...order].sort()).toEqual(entrants);
    expect(order).not.toEqual(entrants);
  });

  it('is the same for the same seed, and another for another', () => {
    const draw = (seed: number): string =>
      rankEntrants(entrants, { random: seededRandom(seed), weightOf: equal }).join('');

    expect(draw(7)).toBe(draw(7));
    expect(new Set([1, 2, 3, 4, 5].map(draw)).size).toBe(5);
  });

  it('gives everybody the same chance of every rank', () => {
    const seeds = 4_000;
    const places = entrants.map(() => entrants.map(() => 0)); // by rank, then by entrant
    for (let seed = 0; seed < seeds; seed += 1) {
      const order = rankEntrants(entrants, { random: seededRandom(seed), weightOf: equal });
      order.forEach((id, rank) => {
        const counts = places[rank] ?? [];
        const index = entrants.indexOf(id);
        counts[index] = (counts[index] ?? 0) + 1;
      });
    }

    // 9 degrees of freedom: 99.99 % of fair draws stay below 33.7.
    for (const counts of places) expect(chiSquare(counts, seeds / entrants.length)).toBeLessThan(33.7);
  });

  it('prefers whoever weighs more, in proportion', () => {
    const weightOf = (id: string): number => (id === 'a' ? 3 : 1);
    const seeds = 4_000;
    let first = 0;
    for (let seed = 0; seed < seeds; seed += 1) {
      if (rankEntrants(entrants, { random: seededRandom(seed), weightOf })[0] === 'a') first += 1;
    }

    // 3 of 12; 6 standard deviations either way.
    expect(Math.abs(first / seeds - 3 / 12)).toBeLessThan(0.041);
  });

  it('draws whoever weighs nothing after everybody else', () => {
    const weightOf = (id: string): number => (id === 'a' ? 0 : 1);

    expect(rankEntrants(entrants, { random: seededRandom(3), weightOf }).at(-1)).toBe('a');
  });
});
