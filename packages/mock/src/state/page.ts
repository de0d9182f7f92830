import type { PageInfo } from '@fanfare/contract';
import { refuse } from '../refusal.js';
import { compareSortValues, type SortValue } from './compare-sort-values.js';
import type { Cursor, TenantCursors } from './cursors.js';

/** What a list is asked for. */
export interface PageQuery {
  readonly first?: number | undefined;
  readonly last?: number | undefined;
  readonly after?: string | undefined;
  readonly before?: string | undefined;
  readonly sortBy?: string | undefined;
  readonly sortDir?: 'asc' | 'desc' | undefined;
}

/** What a list is read from. */
export interface Paging<Item> {
  readonly query: PageQuery;
  /** The values that it may be sorted by; the first is the default. */
  readonly sortKeys: Readonly<Record<string, (item: Item) => SortValue>>;
  /** @default 'desc' */
  readonly defaultDir?: 'asc' | 'desc';
  readonly cursors: TenantCursors;
}

const usualSize = 20;

/**
 * Reads one page of a list. A cursor names the place between two items and not a number of items, so that what is
 * added or removed meanwhile neither doubles nor hides anything else.
 *
 * @throws {MockRefusal} `validation_error` for a cursor that is not one of this list, or is too old.
 */
export function pageOfRows<Item extends { readonly serial: number }>(
  items: readonly Item[],
  { query, sortKeys, defaultDir = 'desc', cursors }: Paging<Item>,
): { data: Item[]; pageInfo: PageInfo } {
  const { first, last, after, before } = query;
  const isBackward = last !== undefined || before !== undefined;
  if (isBackward && (first !== undefined || after !== undefined)) {
    refuse(
      'validation_error',
      'A page is read forwards (first, after) or backwards (last, before), not both.',
    );
  }
  const sortBy = query.sortBy ?? Object.keys(sortKeys)[0] ?? '';
  const keyOf = sortKeys[sortBy];
  if (keyOf === undefined) throw new Error(`A list cannot be sorted by ${sortBy}.`);
  const dir = query.sortDir ?? defaultDir;
  const order = `${sortBy} ${dir}`;
  const size = first ?? last ?? usualSize;

  const placeOf = (item: Item): Cursor => ({ value: keyOf(item), serial: item.serial, order });
  const compare = (a: Cursor, b: Cursor): number =>
    (compareSortValues(a.value, b.value) || a.serial - b.serial) * (dir === 'asc' ? 1 : -1);
  const text = after ?? before;
  const cursor = text === undefined ? undefined : cursors.read(text, order);
  const places = items.map((item) => ({ item, place: placeOf(item) }));
  const beyond = places
    .filter(({ place }) => cursor === undefined || compare(place, cursor) * (isBackward ? -1 : 1) > 0)
    .sort((a, b) => compare(a.place, b.place));
  const taken = isBackward ? beyond.slice(-size) : beyond.slice(0, size);
  const isLast = taken.length === beyond.length;
  const [head, tail] = [taken[0], taken.at(-1)];
  return {
    data: taken.map(({ item }) => item),
    pageInfo: {
      startCursor: head === undefined || (isBackward && isLast) ? null : cursors.write(head.place),
      endCursor: tail === undefined || (!isBackward && isLast) ? null : cursors.write(tail.place),
    },
  };
}
