import type { ConsumerDistribution } from '@fanfare/contract/admin';

/** A histogram of numbers, with what statistics say about them. */
export type Spread = Pick<ConsumerDistribution, 'buckets' | 'stats' | 'totalCount'>;

const nothing: Spread['stats'] = { min: 0, max: 0, mean: 0, median: 0, stdDev: 0 };

/** Spreads numbers out over buckets of equal width; the last one includes its upper end. */
export function spreadOut(values: readonly number[], bucketCount: number): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (min === undefined || max === undefined) return { buckets: [], stats: nothing, totalCount: 0 };
  const width = (max - min) / bucketCount;
  const count = width === 0 ? 1 : bucketCount;
  const sizes = Array.from({ length: count }, () => 0);
  for (const value of sorted) {
    const index = width === 0 ? 0 : Math.min(Math.floor((value - min) / width), count - 1);
    sizes[index] = (sizes[index] ?? 0) + 1;
  }
  const buckets = sizes.map((value, index) => {
    const minValue = min + index * width;
    const maxValue = index === count - 1 ? max : minValue + width;
    const percentage = (value / sorted.length) * 100;
    return {
      range: `${minValue} – ${maxValue}`,
      minValue,
      maxValue,
      value,
      percentage,
      x: (minValue + maxValue) / 2,
    };
  });
  return { buckets, stats: statsOf(sorted, { min, max }), totalCount: sorted.length };
}

function statsOf(sorted: readonly number[], { min, max }: { min: number; max: number }): Spread['stats'] {
  const mean = sum(sorted) / sorted.length;
  const variance = sum(sorted.map((value) => (value - mean) ** 2)) / sorted.length;
  return { min, max, mean, median: medianOf(sorted), stdDev: Math.sqrt(variance) };
}

function medianOf(sorted: readonly number[]): number {
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1] ?? 0, sorted[Math.floor(middle)] ?? 0];
  return (low + high) / 2;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
