import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEventQueue, type WaitingEvent } from '../../src/beacon/event-queue.js';

const waiting = (id: number, bytes = 1): WaitingEvent => ({ event: { id }, bytes, at: id });
const idsOf = (events: readonly WaitingEvent[]): unknown[] => events.map(({ at }) => at);

test('I5: the oldest are dropped for what would be too many, or too large together', () => {
  const queue = createEventQueue({ events: 3, bytes: 10 });

  const dropped = [1, 2, 3, 4].map((id) => queue.add(waiting(id)));
  const forALargeOne = queue.add(waiting(5, 9));

  expect(dropped).toEqual([0, 0, 0, 1]);
  expect(forALargeOne).toBe(2);
  expect(idsOf(queue.take({ events: 9, bytes: 99 }))).toEqual([4, 5]);
});

test('I8: what is too old goes, and nothing else', () => {
  const queue = createEventQueue({ events: 9, bytes: 9 });
  for (const id of [1, 2, 3]) queue.add(waiting(id));

  expect(queue.dropBefore(3)).toBe(2);
  expect([queue.oldestAt, queue.size, queue.bytes]).toEqual([3, 1, 1]);
});

const step = fc.oneof(
  fc.record({ add: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ take: fc.integer({ min: 1, max: 4 }), sent: fc.boolean() }),
);

test('I5: whatever happens, its order and its bounds hold, and every event is sent, dropped or waits', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const queue = createEventQueue({ events: 5, bytes: 12 });
      const sent: unknown[] = [];
      let added = 0;
      let dropped = 0;
      for (const each of steps) {
        if ('add' in each) dropped += queue.add(waiting((added += 1), each.add));
        else {
          const taken = queue.take({ events: each.take, bytes: 8 });
          if (each.sent) sent.push(...idsOf(taken));
          else dropped += queue.putBack(taken);
        }
        expect(queue.size).toBeLessThanOrEqual(5);
        expect(queue.bytes).toBeLessThanOrEqual(12);
      }
      const left = idsOf(queue.take({ events: 9, bytes: 99 }));
      expect([...sent, ...left]).toEqual([...sent, ...left].sort((a, b) => Number(a) - Number(b)));
      expect(sent.length + left.length + dropped).toBe(added);
    }),
  );
});
