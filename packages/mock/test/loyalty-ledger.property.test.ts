import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLoyaltyLedger, type LoyaltyLedger } from '../src/mechanisms/loyalty-ledger.js';
import type { LoyaltyRules } from '../src/mechanisms/loyalty-rules.js';

interface Act {
  readonly action: 'earn' | 'adjust' | 'look';
  readonly points: number;
  readonly days: number;
}

const dayMs = 86_400_000;
const begin = Date.parse('2026-01-01T09:30:00Z');
const source = { type: 'EVENT', description: 'Something' } as const;

const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.record({
    action: fc.constantFrom<Act['action'][]>('earn', 'earn', 'adjust', 'look'),
    points: fc.integer({ min: -200, max: 400 }),
    days: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 20, max: 80 })),
  }),
  { maxLength: 60 },
);
const cap = fc.option(fc.integer({ min: 0, max: 1_000 }), { nil: null });
const months = fc.integer({ min: 1, max: 4 });
const anyRules: fc.Arbitrary<LoyaltyRules> = fc.record({
  enabled: fc.constant(true),
  expirationType: fc.constantFrom('none', 'fixed', 'inactivity'),
  fixedExpireMonths: months,
  inactivityExpireMonths: months,
  maxBalance: cap,
  dailyEarnCap: cap,
  monthlyEarnCap: cap,
});

function open(rules: LoyaltyRules): LoyaltyLedger {
  let ids = 0;
  return createLoyaltyLedger({ rules: () => rules, newId: () => `lt_${(ids += 1)}` });
}

function play(
  rules: LoyaltyRules,
  script: readonly Act[],
  check: (ledger: LoyaltyLedger, now: number) => void = () => {},
): { ledger: LoyaltyLedger; now: number } {
  const ledger = open(rules);
  let now = begin;
  for (const { action, points, days } of script) {
    now += days * dayMs;
    if (action === 'earn') ledger.earn({ now, points, source });
    if (action === 'adjust' && points !== 0) ledger.adjust({ now, points, source });
    check(ledger, now);
  }
  return { ledger, now };
}

describe('a ledger of points, whatever happens', () => {
  it('holds exactly what its entries say, in buckets that are neither empty nor over', () => {
    fc.assert(
      fc.property(anyRules, acts, (rules, script) => {
        play(rules, script, (ledger, now) => {
          const buckets = ledger.buckets(now);
          const today = new Date(now).toISOString().slice(0, 10);
          expect(ledger.balance(now)).toBe(buckets.reduce((sum, { points }) => sum + points, 0));
          expect(ledger.balance(now)).toBe(ledger.entries(now).reduce((sum, { points }) => sum + points, 0));
          for (const { points, expiresOn } of buckets) {
            expect(points).toBeGreaterThan(0);
            expect((expiresOn ?? '9999') > today).toBe(true);
          }
          const days = buckets.map(({ expiresOn }) => expiresOn ?? '9999');
          expect(days).toEqual([...days].sort());
        });
      }),
    );
  });

  it('never earns beyond a cap', () => {
    fc.assert(
      fc.property(anyRules, acts, (rules, script) => {
        const earning = script.map(
          (act) => ({ ...act, action: act.action === 'adjust' ? 'look' : act.action }) as const,
        );
        const { ledger, now } = play(rules, earning, (one, at) => {
          expect(one.balance(at)).toBeLessThanOrEqual(rules.maxBalance ?? Infinity);
        });
        const earned = new Map<string, number>();
        for (const { type, at, points } of ledger.entries(now)) {
          if (type !== 'EARN') continue;
          for (const span of [7, 10]) {
            const key = new Date(at).toISOString().slice(0, span);
            earned.set(key, (earned.get(key) ?? 0) + points);
          }
        }
        for (const [key, points] of earned) {
          const most = key.length === 10 ? rules.dailyEarnCap : rules.monthlyEarnCap;
          expect(points).toBeLessThanOrEqual(most ?? Infinity);
        }
      }),
    );
  });

  it('says the same whether it is looked at every day or once', () => {
    fc.assert(
      fc.property(anyRules, acts, (rules, script) => {
        const daily = script.flatMap((act) => [
          ...Array.from({ length: act.days }, (): Act => ({ action: 'look', points: 0, days: 1 })),
          { ...act, days: 0 },
        ]);
        const [often, seldom] = [play(rules, daily), play(rules, script)];
        expect(often.ledger.entries(often.now)).toEqual(seldom.ledger.entries(seldom.now));
        expect(often.ledger.buckets(often.now)).toEqual(seldom.ledger.buckets(seldom.now));
      }),
    );
  });

  it('has its entries in order of time, and loses everything in the end where points expire', () => {
    fc.assert(
      fc.property(anyRules, acts, (rules, script) => {
        const { ledger, now } = play(rules, script);
        const times = ledger.entries(now).map(({ at }) => at);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        const left = ledger.balance(now + 200 * dayMs);
        if (rules.expirationType !== 'none') expect(left).toBe(0);
        else expect(left).toBe(ledger.balance(now));
      }),
    );
  });

  it('loses and gains nothing when two become one', () => {
    fc.assert(
      fc.property(anyRules, acts, acts, (rules, one, other) => {
        const [a, b] = [play(rules, one), play(rules, other)];
        const now = Math.max(a.now, b.now);
        const sum = a.ledger.balance(now) + b.ledger.balance(now);
        const earned = a.ledger.lifetimePoints() + b.ledger.lifetimePoints();
        a.ledger.absorb(b.ledger, now);
        expect(a.ledger.balance(now)).toBe(sum);
        expect(a.ledger.lifetimePoints()).toBe(earned);
      }),
    );
  });
});
