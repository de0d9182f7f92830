import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loyaltyLead } from '../src/mechanisms/loyalty-lead.js';
import { createQueueEngine, type QueueEngine } from '../src/mechanisms/queue-engine.js';

interface Arrival {
  readonly points: number;
  /** Somebody leaves before, counted from the front. */
  readonly leaves: number | null;
}

const arrivals = fc.array(
  fc.record({
    points: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 1e9 })),
    leaves: fc.option(fc.nat({ max: 5 }), { nil: null, freq: 3 }),
  }),
  { maxLength: 60 },
);
const rules = {
  admitRate: 0.001,
  capacity: null,
  maxAdmissions: null,
  admissionExpirationMs: null,
  opensAt: null,
  closesAt: null,
};

/** Lets people arrive one after the other; the last number of a name is how many points they have. */
function play(
  script: readonly Arrival[],
  check: (arrival: { id: string; before: readonly string[]; engine: QueueEngine }) => void,
): void {
  const engine = createQueueEngine({ rules: () => rules, now: 0 });
  script.forEach(({ points, leaves }, now) => {
    const leaver = leaves === null ? undefined : engine.waiting()[leaves];
    if (leaver !== undefined) engine.leave({ consumerId: leaver, now });
    const before = engine.waiting();
    const id = `${now}-${points}`;
    engine.enter({ consumerId: id, now, points });
    check({ id, before, engine });
  });
}

const pointsOf = (id: string): number => Number(id.split('-')[1]);

describe('a line that prefers loyalty points, whoever comes', () => {
  it('lets a newcomer pass so many at the end, none of whom has as many points, and changes nothing else', () => {
    fc.assert(
      fc.property(arrivals, (script) => {
        play(script, ({ id, before, engine }) => {
          const line = engine.waiting();
          const passed = line.slice(line.indexOf(id) + 1);

          expect(line.filter((other) => other !== id)).toEqual(before);
          expect(passed.length).toBeLessThanOrEqual(loyaltyLead(pointsOf(id)));
          expect(passed.every((other) => pointsOf(other) < pointsOf(id))).toBe(true);
          expect(line.map((other) => engine.position(other))).toEqual(line.map((_, index) => index + 1));
        });
      }),
    );
  });

  it('sets nobody back by more than three places in all', () => {
    fc.assert(
      fc.property(arrivals, (script) => {
        const setBack = new Map<string, number>();
        play(script, ({ id, engine }) => {
          const line = engine.waiting();
          for (const other of line.slice(line.indexOf(id) + 1)) {
            setBack.set(other, (setBack.get(other) ?? 0) + 1);
          }
        });
        expect(Math.max(0, ...setBack.values())).toBeLessThanOrEqual(3);
      }),
    );
  });

  it('is first come, first served among those with as many points', () => {
    fc.assert(
      fc.property(arrivals, fc.nat({ max: 1_000_000 }), (script, points) => {
        const alike = script.map((arrival) => ({ ...arrival, points }));
        play(alike, ({ id, engine }) => expect(engine.waiting().at(-1)).toBe(id));
      }),
    );
  });

  it.each([
    [0, 0],
    [8, 0],
    [9, 1],
    [99, 2],
    [1_000_000, 6],
  ])('lets %d points pass %d at most', (points, lead) => {
    expect(loyaltyLead(points)).toBe(lead);
  });
});
