/** Something that has its place among others. */
export interface Placed {
  readonly serial: number;
  position: number;
}

/** Sorts by position; what came first settles which of two equal ones is first. */
export function inOrder<Item extends Placed>(items: readonly Item[]): Item[] {
  return [...items].sort((a, b) => a.position - b.position || a.serial - b.serial);
}

/** Numbers items anew from 0, in the order in which they stand. */
export function renumber(items: readonly Placed[]): void {
  for (const [index, item] of items.entries()) item.position = index;
}

/** Moves an item to a place among the others, or to the end where that is beyond it. */
export function moveTo<Item extends Placed>(
  items: readonly Item[],
  { item, position }: { readonly item: Item; readonly position: number },
): void {
  const others = inOrder(items).filter((other) => other !== item);
  renumber([...others.slice(0, position), item, ...others.slice(position)]);
}
