import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AuctionChange } from '../src/mechanisms/auction-change.js';
import { createAuctionEngine, type AuctionEngine } from '../src/mechanisms/auction-engine.js';
import type { AuctionRules } from '../src/mechanisms/auction-rules.js';

interface Act {
  readonly action: 'enter' | 'bid' | 'accept' | 'complete' | 'lapse' | 'move' | 'advance';
  readonly consumerId: string;
  readonly other: string;
  /** Hundred-millionths. */
  readonly units: bigint;
  readonly wait: number;
}

const people = [...'abcdefgh'];
const anybody = fc.constantFrom(...people);
const units = fc.oneof(fc.bigInt(0n, 30n), fc.bigInt(0n, 10n ** 12n));
const acts = fc.array(
  fc.record({
    action: fc.constantFrom<Act['action'][]>(
      'enter',
      'bid',
      'bid',
      'bid',
      'accept',
      'accept',
      'complete',
      'lapse',
      'move',
      'advance',
    ),
    consumerId: anybody,
    other: anybody,
    units,
    wait: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 90_000 })),
  }),
  { maxLength: 60 },
);

/** Written without the code under test: hundred-millionths as a decimal text. */
function money(value: bigint): string {
  return `${value / 100_000_000n}.${String(value % 100_000_000n).padStart(8, '0')}`;
}
function unitsOf(amount: string): bigint {
  const [whole = '', fraction = ''] = amount.split('.');
  return BigInt(whole) * 100_000_000n + BigInt(fraction.padEnd(8, '0'));
}

const maybeMoney = fc.option(units.map(money), { nil: null });
const anyRules: fc.Arbitrary<AuctionRules> = fc.record({
  auctionType: fc.constantFrom('english', 'dutch'),
  opensAt: fc.option(fc.integer({ min: 0, max: 60_000 }), { nil: null }),
  closesAt: fc.integer({ min: 60_001, max: 900_000 }),
  settlesAt: fc.integer({ min: 60_001, max: 1_200_000 }),
  endsAt: fc.option(fc.integer({ min: 0, max: 1_200_000 }), { nil: null }),
  quantity: fc.integer({ min: 1, max: 4 }),
  startPrice: maybeMoney,
  reservePrice: maybeMoney,
  minBidIncrement: maybeMoney,
  autoExtendMs: fc.constantFrom(0, 30_000, 300_000),
  floorPrice: maybeMoney,
  priceDropAmount: fc.option(fc.bigInt(10n ** 9n, 10n ** 12n).map(money), { nil: null }),
  priceDropIntervalMs: fc.option(fc.integer({ min: 1_000, max: 120_000 }), { nil: null }),
});

interface Run {
  readonly engine: AuctionEngine;
  readonly changes: readonly AuctionChange[];
}

function play(
  rules: AuctionRules,
  script: readonly Act[],
  check: (engine: AuctionEngine, now: number) => void = () => {},
): Run {
  const engine = createAuctionEngine({ rules: () => rules, now: 0 });
  const changes: AuctionChange[] = [];
  let now = 0;
  for (const { action, consumerId, other, units: value, wait } of script) {
    now += wait;
    const command = { consumerId, now };
    // A move has no time of its own: whoever makes one brings the auction up to date first, as the registry does.
    if (action === 'advance' || action === 'move') changes.push(...engine.advance(now));
    if (action === 'move') engine.move({ from: consumerId, to: other });
    else if (action === 'bid') changes.push(...engine.bid({ ...command, amount: money(value) }).changes);
    else if (action === 'accept') changes.push(...engine.bid(command).changes);
    else if (action === 'lapse') changes.push(...engine.lapse({ ...command, reason: 'cancelled' }).changes);
    else if (action !== 'advance') changes.push(...engine[action](command).changes);
    check(engine, now);
  }
  changes.push(...engine.advance(10_000_000));
  return { engine, changes };
}

const of = <Type extends AuctionChange['type']>(changes: readonly AuctionChange[], type: Type) =>
  changes.filter((change): change is Extract<AuctionChange, { type: Type }> => change.type === type);

describe('auction engine, whatever happens', () => {
  it('takes only bids that rise by the increment, exactly', () => {
    fc.assert(
      fc.property(anyRules, acts, (rules, script) => {
        const { changes } = play({ ...rules, auctionType: 'english' }, script);
        const increment = unitsOf(rules.minBidIncrement ?? '0');
        const least = increment === 0n ? 1_000_000n : increment;
        let highest: bigint | undefined;
        for (const { bid } of of(changes, 'bid')) {
          const amount = unitsOf(bid.amount);
          if (highest === undefined)
            expect(amount >= unitsOf(rules.startPrice ?? '0') && amount > 0n).toBe(true);
          else expect(amount - highest >= least).toBe(true);
          highest = amount;
        }
      }),
    );
  });

  it('takes the bid that it asks for, and nothing below it', () => {
    fc.assert(
      fc.property(anyRules, fc.array(units, { maxLength: 20 }), (rules, amounts) => {
        const open = { ...rules, auctionType: 'english' as const, opensAt: null, endsAt: null };
        const engine = createAuctionEngine({ rules: () => open, now: 0 });
        for (const value of amounts) {
          const { refusal } = engine.bid({ consumerId: 'a', amount: money(value), now: 0 });
          if (refusal?.refused !== 'bid_too_low') continue;
          const asked = unitsOf(refusal.minBid);
          expect(value < asked).toBe(true);
          const below = engine.bid({ consumerId: 'b', amount: money(asked - 1n), now: 0 });
          expect(below.refusal).toMatchObject({ refused: 'bid_too_low' });
          expect(engine.bid({ consumerId: 'b', amount: money(asked), now: 0 }).refusal).toBeUndefined();
        }
      }),
    );
  });

  it('closes later at most once, only after a late bid, and takes no bid from the close on', () => {
    fc.assert(
      fc.property(anyRules, acts, (rules, script) => {
        const { changes } = play(rules, script);
        const extended = of(changes, 'extended');
        expect(extended.length).toBeLessThanOrEqual(
          rules.auctionType === 'english' && rules.autoExtendMs > 0 ? 1 : 0,
        );
        for (const { at, closesAt } of extended) {
          expect(closesAt).toBe(rules.closesAt + rules.autoExtendMs);
          expect(at).toBeGreaterThanOrEqual(rules.closesAt - 60_000);
          expect(at).toBeLessThan(rules.closesAt);
        }
        const last = rules.closesAt + (extended.length === 0 ? 0 : rules.autoExtendMs);
        for (const { at } of of(changes, 'bid')) expect(at).toBeLessThan(last);
      }),
    );
  });

  it('has at most as many winners as things, once each, and settles once', () => {
    fc.assert(
      fc.property(anyRules, acts, (rules, script) => {
        const { changes, engine } = play(rules, script);
        expect(of(changes, 'won').length).toBeLessThanOrEqual(rules.quantity);
        expect(of(changes, 'settled')).toHaveLength(1);
        expect(of(changes, 'closed')).toHaveLength(1);
        expect(engine.lifecycle).toBe('closed');
        expect(engine.nextChangeAt()).toBeNull();
      }),
    );
  });

  it('lets the highest bidders win who reach the reserve, found by sorting all bids', () => {
    fc.assert(
      fc.property(anyRules, acts, (rules, script) => {
        const still = script.filter(({ action }) => action !== 'move');
        const { changes } = play({ ...rules, auctionType: 'english', endsAt: null }, still);
        const best = new Map<string, bigint>();
        for (const { bid } of of(changes, 'bid')) best.set(bid.consumerId, unitsOf(bid.amount));
        const expected = [...best]
          .sort(([, a], [, b]) => (a < b ? 1 : -1))
          .slice(0, rules.quantity)
          .filter(([, amount]) => amount >= unitsOf(rules.reservePrice ?? '0'));
        const won = of(changes, 'won').map(({ consumerId, amount }) => [consumerId, unitsOf(amount)]);
        expect(won).toEqual(expected);
        const lost = of(changes, 'lost').map(({ consumerId }) => consumerId);
        const losers = [...best.keys()].filter((id) => !expected.some(([winner]) => winner === id));
        expect(lost.sort()).toEqual(losers.sort());
      }),
    );
  });

  it('sells a Dutch auction at the price that a formula of its own gives', () => {
    fc.assert(
      fc.property(anyRules, acts, (rules, script) => {
        const { changes } = play({ ...rules, auctionType: 'dutch' }, script);
        const floor = [rules.floorPrice, rules.reservePrice].map((price) => unitsOf(price ?? '0'));
        const lowest = floor.reduce((a, b) => (a > b ? a : b));
        const from = rules.opensAt ?? 0;
        const priceAt = (time: number): bigint => {
          let price = rules.startPrice === null ? lowest : unitsOf(rules.startPrice);
          const { priceDropAmount: drop, priceDropIntervalMs: interval } = rules;
          if (drop !== null && interval !== null) {
            for (let at = from + interval; at <= time; at += interval) price -= unitsOf(drop);
          }
          return price > lowest ? price : lowest;
        };
        for (const { at, amount } of of(changes, 'won')) expect(unitsOf(amount)).toBe(priceAt(at));
        const drops = of(changes, 'price_dropped');
        for (const { at, price } of drops) {
          expect(unitsOf(price)).toBe(priceAt(at));
          expect(priceAt(at - 1) > priceAt(at)).toBe(true);
        }
      }),
    );
  });

  it('keeps what it says of everybody consistent at every moment', () => {
    fc.assert(
      fc.property(anyRules, acts, (rules, script) => {
        play(rules, script, (engine) => {
          const places = people.flatMap((id) => engine.place(id) ?? []);
          const leading = places.filter(({ status }) => status === 'winning' || status === 'bidding');
          const isOver = engine.lifecycle === 'closed';
          expect(leading.length).toBeLessThanOrEqual(isOver ? 0 : rules.quantity);
          for (const { consumerId, status, bidCount, win, lastBid } of places) {
            const own = engine.bids.filter((bid) => bid.consumerId === consumerId);
            expect(bidCount).toBe(own.length);
            expect(lastBid).toBe(own.at(-1));
            expect(status === 'not_bid').toBe(bidCount === 0);
            expect(status === 'won').toBe(win !== undefined);
            if (status === 'lost') expect(isOver).toBe(true);
          }
          const highest = engine.bids.at(-1);
          if (highest !== undefined && !isOver && rules.auctionType === 'english') {
            expect(leading.map(({ consumerId }) => consumerId)).toContain(highest.consumerId);
          }
          const bidders = places.filter(({ bidCount }) => bidCount > 0);
          expect(new Set(bidders.map(({ number }) => number)).size).toBe(bidders.length);
        });
      }),
    );
  });

  it('goes through time in order, and takes the same way in one step as in many', () => {
    fc.assert(
      fc.property(anyRules, acts, (rules, script) => {
        const seldom = play(rules, script);
        const often = play(
          rules,
          script.flatMap((act) => [
            { ...act, action: 'advance' as const, wait: Math.floor(act.wait / 2) },
            { ...act, wait: act.wait - Math.floor(act.wait / 2) },
          ]),
        );
        expect(often.changes).toEqual(seldom.changes);
        const times = seldom.changes.map(({ at }) => at);
        expect(times).toEqual([...times].sort((a, b) => a - b));
      }),
    );
  });
});
