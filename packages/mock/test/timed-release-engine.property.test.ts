import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TimedReleaseChange } from '../src/mechanisms/timed-release-change.js';
import { setUpRelease, type ReleaseSetup } from './support/set-up-release.js';

const people = 'abcdefgh';
const variants = ['red', 'blue'] as const;
const everyAction = ['enter', 'leave', 'deny', 'complete', 'cancel', 'handOver', 'advance', 'merge'] as const;

interface Act {
  readonly action: (typeof everyAction)[number];
  readonly consumerId: string;
  readonly other: string;
  readonly variantIds: readonly string[];
  readonly wait: number;
}

const script: fc.Arbitrary<Act[]> = fc.array(
  fc.record({
    action: fc.oneof(
      { weight: 2, arbitrary: fc.constant('enter' as const) },
      { weight: 3, arbitrary: fc.constantFrom(...everyAction) },
    ),
    consumerId: fc.constantFrom(...people),
    other: fc.constantFrom(...people),
    variantIds: fc.shuffledSubarray([...variants], { minLength: 1 }),
    wait: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 80 })),
  }),
  { maxLength: 80 },
);
const maybe = (value: fc.Arbitrary<number>): fc.Arbitrary<number | null> => fc.option(value, { nil: null });
const beginning = fc.record({
  opensAt: maybe(fc.integer({ min: 0, max: 200 })),
  closesAt: maybe(fc.integer({ min: 201, max: 2_000 })),
  pieces: fc.record({ red: fc.integer({ min: 0, max: 4 }), blue: fc.integer({ min: 0, max: 4 }) }),
});

interface Run extends ReleaseSetup {
  readonly changes: readonly TimedReleaseChange[];
  readonly end: number;
}

function play(setup: ReleaseSetup, acts: readonly Act[], check: () => void = () => {}): Run {
  const { engine } = setup;
  const changes: TimedReleaseChange[] = [];
  let now = 0;
  for (const { action, consumerId, other, variantIds, wait } of acts) {
    now += wait;
    if (action === 'advance' || action === 'merge' || action === 'handOver') {
      changes.push(...engine.advance(now));
      if (action === 'merge') engine.move({ from: consumerId, to: other });
      if (action === 'handOver') engine.handOver(consumerId)();
    } else {
      changes.push(...engine[action]({ consumerId, now, variantIds, reason: 'FRAUD' }).changes);
    }
    check();
  }
  return { ...setup, changes, end: now };
}

describe('timed release engine, whatever happens', () => {
  it('holds exactly the pieces of those who are in it, and never more than there are', () => {
    fc.assert(
      fc.property(beginning, script, (start, acts) => {
        const setup = setUpRelease(start);
        play(setup, acts, () => {
          for (const variant of variants) {
            const holders = [...people].filter((id) => {
              const place = setup.engine.place(id);
              return place?.status === 'entered' && place.variantId === variant;
            });
            expect(setup.shelf.held.get(variant) ?? 0).toBe(holders.length);
            expect(setup.shelf.left.get(variant)).toBeGreaterThanOrEqual(0);
          }
        });
      }),
    );
  });

  it('loses no piece: what was not sold is on the shelf again in the end', () => {
    fc.assert(
      fc.property(beginning, script, (start, acts) => {
        const setup = setUpRelease(start);
        const { changes, end } = play(setup, acts);
        const all = [...changes, ...setup.engine.advance(end + 1_000)];

        const sold = all.filter(({ type }) => type === 'completed').length;
        const left = variants.reduce((sum, variant) => sum + (setup.shelf.left.get(variant) ?? 0), 0);
        expect(left + sold).toBe(start.pieces.red + start.pieces.blue);
        expect([...setup.shelf.held.values()].every((count) => count === 0)).toBe(true);
      }),
    );
  });

  it('goes through time in order, and takes the same way in one step as in many', () => {
    fc.assert(
      fc.property(beginning, script, (start, acts) => {
        const seldom = play(setUpRelease(start), acts);
        const often = play(
          setUpRelease(start),
          acts.flatMap((act) => [
            { ...act, action: 'advance' as const, wait: Math.floor(act.wait / 2) },
            { ...act, wait: act.wait - Math.floor(act.wait / 2) },
          ]),
        );

        const last = seldom.end;
        expect([...often.changes, ...often.engine.advance(last)]).toEqual([
          ...seldom.changes,
          ...seldom.engine.advance(last),
        ]);
        const times = seldom.changes.map(({ at }) => at);
        expect(times).toEqual([...times].sort((a, b) => a - b));
      }),
    );
  });
});
