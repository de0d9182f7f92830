/** What a list is sorted by; money as `sortableMoney` writes it. */
export type SortValue = string | number | null;

/** Orders two values; what is missing comes first. Texts are compared by code unit, which is the same everywhere. */
export function compareSortValues(a: SortValue, b: SortValue): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return a < b ? -1 : 1;
}
