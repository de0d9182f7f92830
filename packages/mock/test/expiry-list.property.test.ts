import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createExpiryList } from '../src/mechanisms/expiry-list.js';

describe('expiry list', () => {
  it('stays in order through thousands that are over', () => {
    const list = createExpiryList();
    for (let at = 0; at < 5_000; at += 1) {
      list.set(`c${at}`, at);
      list.set(`d${at}`, at + 2);
      list.remove(`c${at}`);
      if (at > 0) list.remove(`d${at - 1}`);
      expect(list.first()).toEqual({ consumerId: `d${at}`, at: at + 2 });
    }
  });

  it('always has the one first that ends soonest', () => {
    const step = fc.record({
      consumerId: fc.constantFrom(...'abcde'),
      at: fc.option(fc.integer({ min: 0, max: 20 }), { nil: null }),
    });

    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const list = createExpiryList();
        const model = new Map<string, number>();
        for (const { consumerId, at } of steps) {
          if (at === null) {
            list.remove(consumerId);
            model.delete(consumerId);
          } else {
            list.set(consumerId, at);
            model.set(consumerId, at);
          }
          const first = list.first();
          expect(first?.at).toBe(model.size === 0 ? undefined : Math.min(...model.values()));
          if (first !== undefined) expect(model.get(first.consumerId)).toBe(first.at);
        }
      }),
    );
  });
});
