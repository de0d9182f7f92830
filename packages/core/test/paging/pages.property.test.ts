import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listOf } from '../support/listed.js';

const scenario = fc.record({
  count: fc.nat(40),
  size: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
  failures: fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 20 }),
  inserts: fc.array(fc.nat(60), { maxLength: 30 }),
});

test('whatever the pages, failures and inserts, stable items come exactly once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async ({ count, size, failures, inserts }) => {
      const stable = Array.from({ length: count }, (_, index) => `item-${index}`);
      const places = [...inserts];
      const { pages } = listOf(stable, {
        size,
        failures,
        meanwhile: (items) => {
          const place = places.shift();
          if (place !== undefined) items.splice(place, 0, `new-${places.length}`);
        },
      });

      const received = await patiently(pages[Symbol.asyncIterator]());

      expect(received.filter((item) => item.startsWith('item-'))).toEqual(stable);
      expect(new Set(received).size).toBe(received.length);
    }),
  );
});

/** Reads to the end, asking again after every failure. */
async function patiently(items: AsyncIterator<string>): Promise<string[]> {
  const received: string[] = [];
  for (;;) {
    try {
      const { done, value } = await items.next();
      if (done) return received;
      received.push(value);
    } catch {
      // The next call asks for the same page again.
    }
  }
}
