import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEventBuffer } from '../src/streams/event-buffer.js';

const options = { most: 10, longestMs: 1_000 };

describe('F14: what is kept for clients that come back', () => {
  it('is exactly what came after the event that they name, or nothing is promised', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(300), { maxLength: 60 }), fc.nat(70), fc.nat(500), (waits, named, rest) => {
        const buffer = createEventBuffer<number>(options);
        const all: { id: number; at: number }[] = [];
        let now = 0;
        for (const wait of waits) all.push({ id: buffer.add((now += wait), now).id, at: now });
        now += rest;

        const found = buffer.after(named, now);

        const missed = all.filter(({ id }) => id > named);
        const isKept =
          missed.length <= options.most && missed.every(({ at }) => now - at <= options.longestMs);
        const isKnown = named <= all.length && isKept;
        expect(found?.map(({ id }) => id)).toEqual(isKnown ? missed.map(({ id }) => id) : undefined);
      }),
    );
  });

  it.each([-1, 0.5, Number.NaN, Infinity, 2])('knows no event %d', (id) => {
    const buffer = createEventBuffer<string>(options);
    buffer.add('first', 0);

    expect(buffer.after(id, 0)).toBeUndefined();
    expect(buffer.after(1, 0)).toEqual([]);
  });
});
