/** Chance that comes out the same for the same seed. */
export interface Seeded {
  /** From 0 up to, and without, 1. */
  next(): number;
  pick<T>(items: readonly T[]): T;
  /** A whole number from `low` to `high`. */
  whole(low: number, high: number): number;
  /** Deals the items one by one in chance's order, and again when all are dealt: none is left out for long. */
  deck<T>(items: readonly T[]): () => T;
}

/** Makes chance of a seed (mulberry32). */
export function createSeeded(seed: number): Seeded {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const take = <T>(items: T[]): T => items.splice(whole(0, items.length - 1), 1)[0] as T; // lists here are not empty
  return {
    next,
    whole,
    pick: (items) => take([...items]),
    deck<T>(items: readonly T[]) {
      const left: T[] = [];
      return () => {
        if (left.length === 0) left.push(...items);
        return take(left);
      };
    },
  };
}
