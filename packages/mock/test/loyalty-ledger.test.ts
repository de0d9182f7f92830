import { describe, expect, it } from 'vitest';
import { createLoyaltyLedger, type LoyaltyLedger } from '../src/mechanisms/loyalty-ledger.js';
import { usualLoyaltyRules, type LoyaltyRules } from '../src/mechanisms/loyalty-rules.js';
import { monthsLater } from '../src/mechanisms/utc-day.js';

const on = (time: string): number => Date.parse(`${time}Z`);
const source = { type: 'ORDER', id: 'ord_1', description: 'An order' } as const;

interface Setup {
  readonly ledger: LoyaltyLedger;
  readonly rules: { -readonly [Name in keyof LoyaltyRules]: LoyaltyRules[Name] };
  earn(points: number, now: number): number | undefined;
}

function setUp(changed: Partial<LoyaltyRules> = {}): Setup {
  const rules = { ...usualLoyaltyRules, ...changed };
  let ids = 0;
  const ledger = createLoyaltyLedger({ rules: () => rules, newId: () => `lt_${(ids += 1)}` });
  return { ledger, rules, earn: (points, now) => ledger.earn({ points, now, source })?.points };
}

describe('a ledger of points', () => {
  it('adds what is earned, and keeps it for ever unless it is told otherwise', () => {
    const { ledger, earn } = setUp();
    earn(100, on('2026-01-31T12:00'));
    earn(20, on('2026-01-31T23:59:59.999'));
    earn(3, on('2026-02-01T00:00'));

    const now = on('2099-01-01T00:00');
    expect(ledger.balance(now)).toBe(123);
    expect(ledger.buckets(now)).toEqual([
      { earnedOn: '2026-01-31', expiresOn: null, renewMonths: null, points: 120 },
      { earnedOn: '2026-02-01', expiresOn: null, renewMonths: null, points: 3 },
    ]);
  });

  it('loses points at the beginning of the day on which they expire', () => {
    const { ledger, earn } = setUp({ expirationType: 'fixed', fixedExpireMonths: 1 });
    earn(10, on('2026-01-31T12:00'));
    earn(5, on('2026-02-10T12:00'));

    expect(ledger.balance(on('2026-02-27T23:59:59.999'))).toBe(15);
    expect(ledger.balance(on('2026-02-28T00:00'))).toBe(5);
    expect(ledger.entries(on('2026-03-01T00:00')).at(-1)).toEqual({
      id: 'lt_3',
      type: 'EXPIRE',
      points: -10,
      at: on('2026-02-28T00:00'),
      source: { type: 'EXPIRATION', description: 'Points expired' },
      bucket: { earnedOn: '2026-01-31', expiresOn: '2026-02-28' },
    });
    expect(ledger.lifetimePoints()).toBe(15);
  });

  it('loses everything after months in which nothing happened', () => {
    const { ledger, earn } = setUp({ expirationType: 'inactivity', inactivityExpireMonths: 3 });
    earn(10, on('2026-01-15T12:00'));
    earn(1, on('2026-04-14T12:00'));

    expect(
      ledger.buckets(on('2026-07-13T00:00')).map(({ expiresOn, points }) => [expiresOn, points]),
    ).toEqual([
      ['2026-07-14', 10],
      ['2026-07-14', 1],
    ]);
    expect(ledger.balance(on('2026-07-14T00:00'))).toBe(0);
  });

  it('keeps the day of points that were earned under other rules', () => {
    const { ledger, rules, earn } = setUp({ expirationType: 'fixed', fixedExpireMonths: 2 });
    earn(10, on('2026-01-15T12:00'));
    Object.assign(rules, { expirationType: 'none' });
    earn(5, on('2026-01-16T12:00'));

    expect(ledger.balance(on('2026-03-15T00:00'))).toBe(5);
  });

  it('earns up to each cap and not a point more', () => {
    const { earn } = setUp({ dailyEarnCap: 50, monthlyEarnCap: 120, maxBalance: 130 });

    expect(earn(40, on('2026-01-10T00:00'))).toBe(40);
    expect(earn(40, on('2026-01-10T23:59'))).toBe(10);
    expect(earn(40, on('2026-01-10T23:59'))).toBeUndefined();
    expect(earn(60, on('2026-01-11T00:00'))).toBe(50);
    expect(earn(60, on('2026-01-12T00:00'))).toBe(20);
    expect(earn(60, on('2026-01-31T00:00'))).toBeUndefined();
    expect(earn(60, on('2026-02-01T00:00'))).toBe(10);
  });

  it('earns nothing while it is switched off, or nothing is to be earned', () => {
    const { ledger, rules, earn } = setUp({ enabled: false });

    expect(earn(10, 0)).toBeUndefined();
    rules.enabled = true;
    expect(earn(0, 0)).toBeUndefined();
    expect(ledger.entries(0)).toEqual([]);
  });

  it('takes points first from what expires first, and never more than there are', () => {
    const { ledger, rules, earn } = setUp();
    earn(10, on('2026-01-01T00:00'));
    Object.assign(rules, { expirationType: 'fixed', fixedExpireMonths: 12 });
    earn(10, on('2026-01-02T00:00'));
    const now = on('2026-01-03T00:00');
    const why = { type: 'ADJUSTMENT', description: 'Redeemed' } as const;

    expect(ledger.adjust({ points: -21, now, source: why })).toBeUndefined();
    expect(ledger.adjust({ points: -12, now, source: why })).toMatchObject({ type: 'ADJUST', points: -12 });
    expect(ledger.buckets(now)).toEqual([
      { earnedOn: '2026-01-01', expiresOn: null, renewMonths: null, points: 8 },
    ]);
  });

  it('gives what a merchant gives whatever the caps', () => {
    const { ledger } = setUp({ dailyEarnCap: 1, maxBalance: 1 });
    const why = { type: 'ADJUSTMENT', description: 'Sorry' } as const;

    expect(ledger.adjust({ points: 500, now: 0, source: why })?.points).toBe(500);
    expect([ledger.balance(0), ledger.lifetimePoints()]).toEqual([500, 500]);
  });

  it('takes over another one', () => {
    const [guest, member] = [setUp(), setUp()];
    guest.earn(10, on('2026-01-01T08:00'));
    member.earn(20, on('2026-01-01T09:00'));
    guest.earn(5, on('2026-01-02T08:00'));
    const now = on('2026-01-03T00:00');

    member.ledger.absorb(guest.ledger, now);

    expect(member.ledger.balance(now)).toBe(35);
    expect(member.ledger.entries(now).map(({ points }) => points)).toEqual([10, 20, 5]);
    expect(member.ledger.buckets(now).map(({ earnedOn, points }) => [earnedOn, points])).toEqual([
      ['2026-01-01', 30],
      ['2026-01-02', 5],
    ]);
  });
});

describe('the day so many months later', () => {
  it.each([
    ['2026-01-15', 1, '2026-02-15'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2027-12-31', 2, '2028-02-29'],
    ['2026-11-30', 15, '2028-02-29'],
    ['2026-12-01', 1, '2027-01-01'],
    ['2026-05-31', 1200, '2126-05-31'],
  ])('%s and %i months is %s', (day, months, later) => {
    expect(monthsLater(day, months)).toBe(later);
  });
});

describe('points that are taken back', () => {
  it('are those of one order, and never more than there are', () => {
    const { ledger, earn } = setUp();
    const now = on('2026-01-31T12:00');
    earn(100, now);
    ledger.earn({ now, points: 7, source: { type: 'EVENT', id: 'ord_1', description: 'Not an order' } });

    expect(ledger.earnedBy('ord_1')).toBe(100);
    expect(ledger.earnedBy('ord_2')).toBe(0);
    expect(ledger.takeBack({ now, points: 30, source })).toMatchObject({ type: 'ADJUST', points: -30 });
    expect(ledger.takeBack({ now, points: 100, source })).toMatchObject({ points: -77 });
    expect(ledger.takeBack({ now, points: 1, source })).toBeUndefined();
    expect([ledger.balance(now), ledger.lifetimePoints()]).toEqual([0, 107]);
  });
});
