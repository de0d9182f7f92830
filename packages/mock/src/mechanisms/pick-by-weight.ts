/** Something that is picked more often the more it weighs. */
export interface Weighted {
  /** Above 0. */
  readonly weight: number;
}

/** Picks one of several by weight with a number in [0, 1); `undefined` where there is none. */
export function pickByWeight<Item extends Weighted>(
  items: readonly Item[],
  random: number,
): Item | undefined {
  let left = random * items.reduce((sum, { weight }) => sum + weight, 0);
  for (const item of items) {
    left -= item.weight;
    if (left < 0) return item;
  }
  return items.at(-1);
}
