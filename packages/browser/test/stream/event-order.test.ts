import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEventOrder } from '../../src/stream/event-order.js';

const named = (lastEventId: string) => ({ lastEventId, hasId: true });
const part = { isWhole: false };

describe('F14: the order of events', () => {
  it('tells each event once and none out of turn, however a stream doubles, drops and starts again', () => {
    const connection = fc.array(fc.record({ copies: fc.nat(3), ahead: fc.nat(12) }), { maxLength: 30 });
    fc.assert(
      fc.property(fc.array(connection, { maxLength: 8 }), (connections) => {
        const order = createEventOrder('a.0');
        const told: number[] = [];
        for (const events of connections) {
          let next = Number(order.lastEventId?.split('.')[1]);
          for (const { copies, ahead } of events) {
            next += 1;
            if (ahead === 0) continue; // lost on the way
            for (let copy = 0; copy < copies + 1; copy += 1) {
              const event = named(`a.${String(next)}`);
              const place = order.place(event, part);
              if (place === 'gap') break;
              if (place !== 'next') continue;
              told.push(next);
              order.told(event);
            }
          }
        }

        expect(told).toEqual([...new Set(told)].sort((one, other) => one - other));
      }),
    );
  });

  it('asks for what is missing, twice, and then takes what there is', () => {
    const order = createEventOrder('a.1');
    const places = [3, 3, 3].map((id) => order.place(named(`a.${String(id)}`), part));

    expect(places).toEqual(['gap', 'gap', 'next']);
  });

  it('takes a whole state as it comes, but not the same one twice', () => {
    const order = createEventOrder('a.1');

    expect(order.place(named('a.9'), { isWhole: true })).toBe('next');
    order.told(named('a.9'));
    expect(order.place(named('a.9'), { isWhole: true })).toBe('known');
    expect(order.place(named('b.0'), { isWhole: true })).toBe('next');
  });

  it('knows nothing of ids that do not count, but one that comes twice', () => {
    const order = createEventOrder('x');

    expect(['x', 'y', '7'].map((id) => order.place(named(id), part))).toEqual(['known', 'next', 'next']);
    expect(order.place({ lastEventId: 'x', hasId: false }, part)).toBe('next');
  });
});
