import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DrawChange } from '../src/mechanisms/draw-change.js';
import { createDrawEngine, type DrawEngine } from '../src/mechanisms/draw-engine.js';
import type { DrawRules } from '../src/mechanisms/draw-rules.js';
import { seededRandom } from '../src/random/seeded-random.js';

type Action = 'enter' | 'leave' | 'deny' | 'complete' | 'cancel' | 'advance' | 'merge';
interface Act {
  readonly action: Action;
  readonly consumerId: string;
  readonly other: string;
  readonly wait: number;
}

const people = 'abcdefghij';
const everyAction: readonly Action[] = ['enter', 'leave', 'deny', 'complete', 'cancel', 'advance'];
const acts = (actions: readonly Action[]): fc.Arbitrary<Act[]> =>
  fc.array(
    fc.record({
      action: fc.oneof(
        { weight: 2, arbitrary: fc.constant<Action>('enter') },
        { weight: 3, arbitrary: fc.constantFrom(...actions) },
      ),
      consumerId: fc.constantFrom(...people),
      other: fc.constantFrom(...people),
      wait: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30_000 })),
    }),
    { maxLength: 80 },
  );
const maybe = (value: fc.Arbitrary<number>): fc.Arbitrary<number | null> => fc.option(value, { nil: null });
const anyRules: fc.Arbitrary<DrawRules> = fc.record({
  winnerCount: fc.integer({ min: 1, max: 6 }),
  capacity: maybe(fc.integer({ min: 1, max: 8 })),
  admissionExpirationMs: maybe(fc.integer({ min: 1, max: 120_000 })),
  continueSelecting: fc.boolean(),
  opensAt: maybe(fc.integer({ min: 0, max: 30_000 })),
  closesAt: maybe(fc.integer({ min: 30_001, max: 300_000 })),
  drawsAt: fc.integer({ min: 30_001, max: 400_000 }),
  endsAt: fc.option(fc.integer({ min: 1, max: 500_000 }), { nil: null, freq: 6 }),
});
const anySeed = fc.integer({ min: 0, max: 2 ** 32 - 1 });

interface Run {
  readonly engine: DrawEngine;
  readonly changes: readonly DrawChange[];
  readonly end: number;
}

interface Script {
  readonly rules: DrawRules;
  readonly seed: number;
  readonly script: readonly Act[];
  readonly check?: (engine: DrawEngine) => void;
}

function play({ rules, seed, script, check = () => {} }: Script): Run {
  const random = seededRandom(seed);
  const engine = createDrawEngine({ rules: () => rules, now: 0, random, weightOf: () => 1 });
  const changes: DrawChange[] = [];
  let now = 0;
  for (const { action, consumerId, other, wait } of script) {
    now += wait;
    if (action === 'advance') changes.push(...engine.advance(now));
    else if (action === 'merge') engine.move({ from: consumerId, to: other });
    else changes.push(...engine[action]({ consumerId, now, reason: 'BOT_DETECTED' }).changes);
    check(engine);
  }
  return { engine, changes, end: now };
}

const having = (engine: DrawEngine, ...statuses: string[]): string[] =>
  [...people].filter((id) => statuses.includes(engine.place(id)?.status ?? ''));

describe('draw engine, whatever happens', () => {
  it('never has more live wins and purchases than there are to win, nor more entries than fit in', () => {
    fc.assert(
      fc.property(anyRules, anySeed, acts([...everyAction, 'merge']), (rules, seed, script) => {
        const check = (engine: DrawEngine): void => {
          expect(having(engine, 'won', 'completed').length).toBeLessThanOrEqual(rules.winnerCount);
          expect(having(engine, 'entered').length).toBeLessThanOrEqual(rules.capacity ?? Infinity);
        };
        play({ rules, seed, script, check });
      }),
    );
  });

  it('never has more winners than there are to win where it does not go on selecting', () => {
    fc.assert(
      fc.property(anyRules, anySeed, acts(everyAction), (anyOther, seed, script) => {
        const rules = { ...anyOther, continueSelecting: false };
        const { engine, changes, end } = play({ rules, seed, script });
        const all = [...changes, ...engine.advance(end + 1_000_000)];

        expect(all.filter(({ type }) => type === 'won').length).toBeLessThanOrEqual(rules.winnerCount);
      }),
    );
  });

  it('leaves no win open while somebody waits for one, where it goes on selecting', () => {
    fc.assert(
      fc.property(anyRules, anySeed, acts(everyAction), (anyOther, seed, script) => {
        const rules = { ...anyOther, continueSelecting: true, endsAt: null };
        const { engine, end } = play({ rules, seed, script });
        engine.advance(end);
        if (end < rules.drawsAt) return;

        const waiting = having(engine, 'entered').length;
        if (waiting > 0) expect(having(engine, 'won', 'completed')).toHaveLength(rules.winnerCount);
        expect(engine.lifecycle).toBe(waiting > 0 ? 'settling' : 'closed');
      }),
    );
  });

  it('ends every entry exactly once, be it by leaving, by a win, by a denial or by losing', () => {
    fc.assert(
      fc.property(anyRules, anySeed, acts(everyAction), (anyOther, seed, script) => {
        const rules = { ...anyOther, admissionExpirationMs: anyOther.admissionExpirationMs ?? 60_000 };
        const { engine, changes, end } = play({ rules, seed, script });
        const all = [...changes, ...engine.advance(end + 2_000_000)];

        const open = new Set<string>(); // replayed from the changes alone
        const won = new Set<string>();
        for (const change of all) {
          if (!('consumerId' in change)) continue;
          const { consumerId } = change;
          if (change.type === 'entered') {
            expect(open.has(consumerId) || won.has(consumerId)).toBe(false);
            open.add(consumerId);
          } else if (change.type === 'won') {
            expect(open.delete(consumerId)).toBe(true);
            won.add(consumerId);
          } else if (change.type === 'completed') {
            expect(won.delete(consumerId)).toBe(true);
          } else {
            expect(open.delete(consumerId) || won.delete(consumerId)).toBe(true);
          }
        }
        expect([...open, ...won]).toEqual([]);
        expect(having(engine, 'entered', 'won')).toEqual([]);
        expect(engine.lifecycle).toBe('closed');
        expect(all.filter(({ type }) => type === 'finished')).toHaveLength(1);
        expect(engine.nextChangeAt()).toBeNull();
      }),
    );
  });

  it('tells as many entrants and winners as there were', () => {
    fc.assert(
      fc.property(anyRules, anySeed, acts(['enter', 'leave', 'deny']), (anyOther, seed, script) => {
        const rules = { ...anyOther, continueSelecting: false, endsAt: null };
        const { engine, changes, end } = play({ rules, seed, script });
        const all = [...changes, ...engine.advance(end + 1_000_000)];

        const ends = all.slice(all.findIndex(({ type }) => type === 'won' || type === 'lost'));
        const winners = ends.filter(({ type }) => type === 'won').length;
        const losers = ends.filter(({ type }) => type === 'lost').length;
        const finished = all.find(({ type }) => type === 'finished');
        expect(finished).toMatchObject({ winners, entrants: winners + losers });
        expect(winners).toBe(Math.min(rules.winnerCount, winners + losers));
      }),
    );
  });

  it('goes through time in order, and takes the same way in one step as in many', () => {
    fc.assert(
      fc.property(anyRules, anySeed, acts(everyAction), (rules, seed, script) => {
        const seldom = play({ rules, seed, script });
        const often = play({
          rules,
          seed,
          script: script.flatMap((act) => [
            { ...act, action: 'advance' as const, wait: Math.floor(act.wait / 2) },
            { ...act, wait: act.wait - Math.floor(act.wait / 2) },
          ]),
        });

        expect(often.changes).toEqual(seldom.changes);
        const times = seldom.changes.map(({ at }) => at);
        expect(times).toEqual([...times].sort((a, b) => a - b));
      }),
    );
  });

  it('keeps a win until it expires and not a moment longer', () => {
    fc.assert(
      fc.property(anyRules, anySeed, acts(everyAction), (rules, seed, script) => {
        const { engine, end } = play({ rules, seed, script });
        engine.advance(end);
        for (const id of people) {
          const place = engine.place(id);
          if (place?.status === 'won') expect(place.expiresAt ?? Infinity).toBeGreaterThan(end);
        }
      }),
    );
  });
});
