import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QueueChange } from '../src/mechanisms/queue-change.js';
import { createQueueEngine, type QueueEngine } from '../src/mechanisms/queue-engine.js';
import type { QueueRules } from '../src/mechanisms/queue-rules.js';

type Action = 'enter' | 'leave' | 'admit' | 'deny' | 'complete' | 'cancel' | 'advance';
interface Act {
  readonly action: Action;
  readonly consumerId: string;
  readonly wait: number;
}

const everyAction: readonly Action[] = ['enter', 'leave', 'admit', 'deny', 'complete', 'cancel', 'advance'];
const acts = (actions: readonly Action[]): fc.Arbitrary<Act[]> =>
  fc.array(
    fc.record({
      action: fc.constantFrom(...actions),
      consumerId: fc.constantFrom(...'abcdefghij'),
      wait: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30_000 })),
    }),
    { maxLength: 80 },
  );
const maybe = (value: fc.Arbitrary<number>): fc.Arbitrary<number | null> => fc.option(value, { nil: null });
const anyRules: fc.Arbitrary<QueueRules> = fc.record({
  admitRate: fc.oneof(fc.integer({ min: 1, max: 120 }), fc.double({ min: 0.1, max: 200_000, noNaN: true })),
  capacity: maybe(fc.integer({ min: 1, max: 5 })),
  maxAdmissions: maybe(fc.integer({ min: 0, max: 8 })),
  admissionExpirationMs: maybe(fc.integer({ min: 1, max: 120_000 })),
  opensAt: maybe(fc.integer({ min: 0, max: 60_000 })),
  closesAt: maybe(fc.integer({ min: 60_001, max: 600_000 })),
});

const unlimited = {
  capacity: null,
  maxAdmissions: null,
  admissionExpirationMs: null,
  opensAt: null,
  closesAt: null,
};

interface Run {
  readonly engine: QueueEngine;
  readonly changes: readonly QueueChange[];
  readonly entered: ReadonlySet<string>;
  readonly end: number;
}

function play(
  rules: QueueRules,
  script: readonly Act[],
  check: (engine: QueueEngine) => void = () => {},
): Run {
  const engine = createQueueEngine({ rules: () => rules, now: 0 });
  const changes: QueueChange[] = [];
  const entered = new Set<string>();
  let now = 0;
  for (const { action, consumerId, wait } of script) {
    now += wait;
    if (action === 'advance') {
      changes.push(...engine.advance(now));
    } else {
      const result = engine[action]({ consumerId, now, reason: 'BOT_DETECTED' });
      changes.push(...result.changes);
      if (action === 'enter' && result.refusal === undefined) entered.add(consumerId);
    }
    check(engine);
  }
  return { engine, changes, entered, end: now };
}

describe('queue engine, whatever happens', () => {
  it('numbers the line 1..n', () => {
    fc.assert(
      fc.property(anyRules, acts(everyAction), (rules, script) => {
        play(rules, script, (engine) => {
          const line = engine.waiting();
          expect(line.map((id) => engine.position(id))).toEqual(line.map((_, index) => index + 1));
          expect(line.every((id) => engine.place(id)?.status === 'queued')).toBe(true);
        });
      }),
    );
  });

  it('loses nobody who entered', () => {
    fc.assert(
      fc.property(anyRules, acts(everyAction), (rules, script) => {
        const { engine, entered } = play(rules, script);
        for (const id of entered) {
          const place = engine.place(id);
          expect(place).toBeDefined();
          expect(engine.waiting().includes(id)).toBe(place?.status === 'queued');
        }
      }),
    );
  });

  it('lets nobody overtake: who entered first is admitted first', () => {
    fc.assert(
      fc.property(anyRules, acts(['enter', 'leave', 'deny', 'advance']), (rules, script) => {
        const line: string[] = []; // replayed from the changes alone
        for (const change of play(rules, script).changes) {
          if (change.type === 'entered') expect(line.push(change.consumerId)).toBe(change.position);
          if (change.type === 'admitted') expect(line.shift()).toBe(change.consumerId);
          if (change.type === 'left' || change.type === 'denied') {
            const index = line.indexOf(change.consumerId);
            if (index !== -1) line.splice(index, 1);
          }
        }
      }),
    );
  });

  it('never admits more than rate × time + 1 in any stretch of time, nor more than maxAdmissions', () => {
    fc.assert(
      fc.property(anyRules, acts(['enter', 'leave', 'complete', 'advance']), (rules, script) => {
        const { changes } = play(rules, script);
        const times = changes.flatMap(({ type, at }) => (type === 'admitted' ? [at] : []));
        expect(times.length).toBeLessThanOrEqual(rules.maxAdmissions ?? Infinity);
        for (let first = 0; first < times.length; first += 1) {
          for (let last = first; last < times.length; last += 1) {
            // Times are whole milliseconds, rounded up: a stretch may look one shorter than it was.
            const minutes = ((times[last] ?? 0) - (times[first] ?? 0) + 1) / 60_000;
            expect(last - first + 1).toBeLessThanOrEqual(rules.admitRate * minutes + 1 + 1e-6);
          }
        }
      }),
    );
  });

  it('admits everybody within the wait that their position promised, while the queue stays open', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 600 }),
        fc.integer({ min: 1, max: 50 }),
        (admitRate, shoppers) => {
          const start = 1_764_000_000_000; // a time of today leaves a double fewer digits for fractions
          const rules = { ...unlimited, admitRate };
          const engine = createQueueEngine({ rules: () => rules, now: start });
          for (let n = 1; n <= shoppers; n += 1) engine.enter({ consumerId: `c${n}`, now: start });
          const changes = engine.advance(start + (shoppers / admitRate) * 60_000 + 2);

          expect(changes).toHaveLength(shoppers);
          changes.forEach(({ at }, index) => {
            expect(at - start).toBeLessThan(((index + 1) / admitRate) * 60_000 + 1.1);
          });
        },
      ),
    );
  });

  it('goes through time in order, and takes the same way in one step as in many', () => {
    fc.assert(
      fc.property(anyRules, acts(everyAction), (rules, script) => {
        const seldom = play(rules, script);
        const often = play(
          rules,
          script.flatMap((act) => [
            { ...act, action: 'advance', wait: Math.floor(act.wait / 2) },
            { ...act, wait: act.wait - Math.floor(act.wait / 2) },
          ]),
        );
        expect(often.changes).toEqual(seldom.changes);
        expect(seldom.changes.map(({ at }) => at)).toEqual(
          seldom.changes.map(({ at }) => at).sort((a, b) => a - b),
        );
      }),
    );
  });

  it('keeps a grant until it expires and not a moment longer', () => {
    fc.assert(
      fc.property(anyRules, acts(everyAction), (rules, script) => {
        const { engine, end } = play(rules, script);
        engine.advance(end);
        for (const id of 'abcdefghij') {
          const place = engine.place(id);
          if (place?.status === 'granted') expect(place.expiresAt ?? Infinity).toBeGreaterThan(end);
        }
      }),
    );
  });
});
