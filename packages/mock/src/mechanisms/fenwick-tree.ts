/** Counts at places 0 to `size` − 1; changing one and summing up to one both take as long as the size has digits. */
export interface FenwickTree {
  readonly size: number;
  add(place: number, amount: number): void;
  /** What the places from 0 to this one hold together. */
  sumTo(place: number): number;
}

/** Creates a tree of zeroes. Its places count from 1 inside, where `index & -index` is how many places a node sums. */
export function createFenwickTree(size: number): FenwickTree {
  const sums = new Int32Array(size + 1);

  return {
    size,
    add(place, amount) {
      for (let index = place + 1; index <= size; index += index & -index)
        sums[index] = (sums[index] ?? 0) + amount;
    },
    sumTo(place) {
      let sum = 0;
      for (let index = place + 1; index > 0; index -= index & -index) sum += sums[index] ?? 0;
      return sum;
    },
  };
}
