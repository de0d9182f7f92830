import { describe, expect, it } from 'vitest';
import { auction, dutch } from './support/auction.js';

const minute = 60_000;

describe('dutch auction', () => {
  it('begins at the start price and falls by the amount at every interval, down to the floor', () => {
    const engine = auction(dutch);
    const prices = [0, 1, 6, 7, 50].map((minutes) => {
      engine.advance(minutes * minute);
      return engine.price;
    });

    expect(prices).toEqual(['100.00', '90.00', '40.00', '40.00', '40.00']);
  });

  it('tells of every drop, and of none after the last', () => {
    const drops = auction({ ...dutch, floorPrice: '75.00' }).advance(10 * minute);

    expect(drops).toEqual([
      { type: 'price_dropped', at: minute, price: '90.00' },
      { type: 'price_dropped', at: 2 * minute, price: '80.00' },
      { type: 'price_dropped', at: 3 * minute, price: '75.00' },
    ]);
  });

  it('does not fall before it opens', () => {
    const engine = auction({ ...dutch, opensAt: 5 * minute });
    engine.advance(5 * minute - 1);
    expect(engine.price).toBe('100.00');
    engine.advance(6 * minute);
    expect(engine.price).toBe('90.00');
  });

  it('never sells below the reserve', () => {
    const engine = auction({ ...dutch, reservePrice: '65.00' });
    engine.advance(30 * minute);

    expect(engine.price).toBe('65.00');
  });

  it('gives it to the first who accepts the current price, and ends', () => {
    const engine = auction(dutch);

    const { changes } = engine.bid({ consumerId: 'ann', now: 2 * minute });

    expect(changes.map(({ type }) => type)).toEqual([
      'price_dropped',
      'price_dropped',
      'entered',
      'bid',
      'won',
      'closed',
      'settled',
    ]);
    expect(engine.place('ann')).toMatchObject({ status: 'won', win: { amount: '80.00', sale: 'open' } });
    expect(engine.bid({ consumerId: 'bob', now: 2 * minute }).refusal).toEqual({ refused: 'closed' });
    engine.advance(10 * minute);
    expect([engine.price, engine.remaining, engine.lifecycle]).toEqual(['80.00', 0, 'closed']);
  });

  it('sells at the current price to whoever offers more, and refuses whoever offers less', () => {
    const engine = auction({ ...dutch, quantity: 2 });

    expect(engine.bid({ consumerId: 'ann', amount: '99.99', now: 0 }).refusal).toEqual({
      refused: 'bid_too_low',
      why: 'not_higher',
      minBid: '100.00',
      currentHighest: null,
    });
    engine.bid({ consumerId: 'ann', amount: '500', now: 0 });
    expect(engine.place('ann')?.win?.amount).toBe('100.00');
    expect(engine.remaining).toBe(1);
  });

  it('sells one to each, however often they accept', () => {
    const engine = auction({ ...dutch, quantity: 2 });
    engine.bid({ consumerId: 'ann', now: 0 });

    expect(engine.bid({ consumerId: 'ann', now: 1 })).toEqual({ changes: [] });
    expect(engine.remaining).toBe(1);
    expect(engine.bid({ consumerId: 'bob', now: minute }).changes.at(-1)).toMatchObject({
      type: 'settled',
      totalBids: 2,
      uniqueBidders: 2,
      winner: { consumerId: 'bob', amount: '90.00' },
    });
    expect(engine.bid({ consumerId: 'ann', now: 2 * minute })).toEqual({ changes: [] });
  });

  it('ends at the close with whatever was sold', () => {
    const engine = auction({ ...dutch, quantity: 5 });
    engine.enter({ consumerId: 'bob', now: 0 });
    engine.bid({ consumerId: 'ann', now: 0 });

    const changes = engine.advance(3_600_000);

    expect(changes.slice(-2)).toMatchObject([
      { type: 'closed', at: 3_600_000, participants: 2 },
      { type: 'settled', winner: { consumerId: 'ann' } },
    ]);
    expect(engine.place('bob')?.status).toBe('not_bid');
  });

  it('stays at its price where nothing says how it falls', () => {
    const engine = auction({ ...dutch, priceDropAmount: null });
    expect(engine.nextChangeAt()).toBe(3_600_000);
    engine.advance(30 * minute);

    expect(engine.price).toBe('100.00');
  });

  it('shows another price as soon as the merchant sets it', () => {
    const rules = { ...dutch };
    const engine = auction(rules);
    engine.advance(minute);
    Object.assign(rules, { startPrice: '200.00' });

    expect(engine.price).toBe('190.00');
  });
});
