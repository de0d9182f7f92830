import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinInOrder } from '../src/state/join-in-order.js';

interface Entry {
  readonly at: number;
  readonly from: 'list' | 'items';
}

const entries = (from: Entry['from']) =>
  fc.array(fc.nat(20).map((at): Entry => ({ at, from }))).map((all) => [...all].sort((a, b) => a.at - b.at));
const timeOf = ({ at }: Entry): number => at;

describe('joining lists in order', () => {
  it('keeps all, in order, the list before the items', () => {
    fc.assert(
      fc.property(entries('list'), entries('items'), (before, items) => {
        const list = [...before];

        joinInOrder(list, { items, timeOf });

        expect(list).toEqual([...before, ...items].sort((one, other) => one.at - other.at));
      }),
    );
  });
});
