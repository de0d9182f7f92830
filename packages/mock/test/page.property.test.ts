import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCursors } from '../src/state/cursors.js';
import { pageOfRows, type PageQuery } from '../src/state/page.js';

interface Item {
  readonly serial: number;
  readonly score: number | null;
}

const sortKeys = { score: ({ score }: Item) => score, serial: ({ serial }: Item) => serial };

let now = 0;
const allCursors = createCursors({ clock: { now: () => now } });
const cursors = allCursors.of({ organizationId: 'org_aurora', mode: 'test' });

function read(items: readonly Item[], query: PageQuery): ReturnType<typeof pageOfRows<Item>> {
  return pageOfRows(items, { query, sortKeys, cursors });
}

/** The whole list in order, by a way of its own: one page as large as the list. */
function inOrder(items: readonly Item[], { sortBy, sortDir }: PageQuery): readonly number[] {
  const value = (item: Item): number => (sortBy === 'serial' ? item.serial : (item.score ?? -Infinity));
  const ascending = [...items].sort((a, b) => value(a) - value(b) || a.serial - b.serial);
  return (sortDir === 'asc' ? ascending : ascending.reverse()).map(({ serial }) => serial);
}

const anyScore = fc.option(fc.integer({ min: 0, max: 5 }));
const anyItems = fc.array(anyScore, { maxLength: 30 });
const anyOrder = fc.record({
  sortBy: fc.constantFrom('score', 'serial'),
  sortDir: fc.constantFrom('asc' as const, 'desc' as const),
});

describe('F1: pages of a list', () => {
  it('hold every item once and in order, whatever their size, while others come in between', () => {
    fc.assert(
      fc.property(
        anyItems,
        anyOrder,
        fc.integer({ min: 1, max: 7 }),
        anyItems,
        (scores, order, first, added) => {
          const items: Item[] = scores.map((score, index) => ({ score, serial: index + 1 }));
          const known = new Set(items.map(({ serial }) => serial));
          const expected = inOrder(items, order);

          const seen: number[] = [];
          let after: string | undefined;
          for (;;) {
            const { data, pageInfo } = read(items, { ...order, first, after });
            seen.push(...data.map(({ serial }) => serial));
            if (pageInfo.endCursor === null) break;
            after = pageInfo.endCursor;
            const score = added.pop();
            if (score !== undefined) items.push({ score, serial: items.length + 1 });
          }

          expect(seen.filter((serial) => known.has(serial))).toEqual(expected);
          expect(new Set(seen).size).toBe(seen.length);
        },
      ),
    );
  });

  it('hold the same items backwards', () => {
    fc.assert(
      fc.property(anyItems, anyOrder, fc.integer({ min: 1, max: 7 }), (scores, order, last) => {
        const items: Item[] = scores.map((score, index) => ({ score, serial: index + 1 }));

        const seen: number[] = [];
        let before: string | undefined;
        do {
          const { data, pageInfo } = read(items, { ...order, last, before });
          seen.unshift(...data.map(({ serial }) => serial));
          before = pageInfo.startCursor ?? undefined;
        } while (before !== undefined);

        expect(seen).toEqual(inOrder(items, order));
      }),
    );
  });
});

describe('a cursor', () => {
  const items: Item[] = [1, 2, 3].map((serial) => ({ serial, score: serial }));
  const { endCursor } = read(items, { first: 2 }).pageInfo;

  it('belongs to one order', () => {
    expect(() => read(items, { first: 2, after: endCursor ?? '', sortDir: 'asc' })).toThrow(
      /not one of this list/,
    );
  });

  it('tells nothing of what the list is sorted by', () => {
    const secret = [
      { serial: 1, score: 5_150 },
      { serial: 2, score: 5_150 },
    ];
    const cursor = read(secret, { first: 1, sortBy: 'score' }).pageInfo.endCursor ?? '';

    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toContain('5150');
    expect(cursor.length).toBeLessThan(40);
  });

  it('lives as long as it is used, and dies when it is not for a day', () => {
    const query = { first: 2, after: endCursor ?? '' };
    const day = 24 * 60 * 60_000;

    now = day - 1;
    expect(read(items, query).data).toHaveLength(1);
    now = 2 * day - 2;
    expect(read(items, query).data).toHaveLength(1);
    now = 3 * day - 2;
    expect(() => read(items, query)).toThrow(/too old/);
  });
});
