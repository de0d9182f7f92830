import { describe, expect, it } from 'vitest';
import type { AuctionEngine } from '../src/mechanisms/auction-engine.js';
import { auction, english } from './support/auction.js';

const minute = 60_000;

function bid(engine: AuctionEngine, consumerId: string, amount: string, now = 0): unknown {
  const { changes, refusal } = engine.bid({ consumerId, amount, now });
  return refusal ?? changes.map(({ type }) => type);
}

function standings(engine: AuctionEngine, ...ids: readonly string[]): unknown[] {
  return ids.map((id) => engine.place(id)?.status);
}

describe('english auction', () => {
  it('asks the first bidder for the start price, and everybody after for the increment on top', () => {
    const engine = auction({ ...english, startPrice: '100.00', minBidIncrement: '5.00' });

    expect(bid(engine, 'ann', '99.99')).toEqual({
      refused: 'bid_too_low',
      why: 'not_higher',
      minBid: '100.00',
      currentHighest: null,
    });
    expect(bid(engine, 'ann', '100')).toEqual(['entered', 'bid']);
    expect(bid(engine, 'bob', '100.00')).toMatchObject({ why: 'not_higher', minBid: '105.00' });
    expect(bid(engine, 'bob', '104.99')).toEqual({
      refused: 'bid_too_low',
      why: 'increment',
      minBid: '105.00',
      currentHighest: '100.00',
    });
    expect(bid(engine, 'bob', '105.00')).toEqual(['entered', 'bid', 'outbid']);
    expect(standings(engine, 'ann', 'bob', 'cid')).toEqual(['outbid', 'winning', undefined]);
  });

  it('asks for a cent more where it says nothing, and never takes a bid of nothing', () => {
    const engine = auction({ ...english, minBidIncrement: '0.00' });

    expect(bid(engine, 'ann', '0.00')).toMatchObject({ minBid: '0.01' });
    expect(bid(engine, 'ann', '7.5')).toEqual(['entered', 'bid']);
    expect(bid(engine, 'bob', '7.505')).toMatchObject({ why: 'increment', minBid: '7.51' });
  });

  it('adds amounts that a double cannot hold', () => {
    const engine = auction({ ...english, minBidIncrement: '0.00000001' });
    bid(engine, 'ann', '999999999998.00000001');

    expect(bid(engine, 'bob', '999999999998.00000001')).toMatchObject({ minBid: '999999999998.00000002' });
    expect(bid(engine, 'bob', '999999999998.00000002')).toContain('bid');
  });

  it('wants an amount', () => {
    expect(auction(english).bid({ consumerId: 'ann', now: 0 }).refusal).toEqual({
      refused: 'amount_missing',
    });
  });

  it('lets the leader raise their own bid without telling anybody that they were outbid', () => {
    const engine = auction(english);
    bid(engine, 'ann', '10.00');

    expect(bid(engine, 'ann', '20.00')).toEqual(['bid']);
    expect(engine.place('ann')).toMatchObject({ status: 'winning', bidCount: 2, number: 1 });
  });

  it('takes bids from the opening until the close, exclusively', () => {
    const engine = auction({ ...english, opensAt: 10 });

    expect(bid(engine, 'ann', '1.00', 9)).toEqual({ refused: 'not_open', retryAt: 10 });
    expect(bid(engine, 'ann', '1.00', 10)).toEqual(['opened', 'entered', 'bid']);
    expect(bid(engine, 'bob', '2.00', 3_599_999)).toContain('bid');
    expect(engine.bid({ consumerId: 'ann', amount: '3.00', now: 3_600_000 })).toEqual({
      changes: [{ type: 'closed', at: 3_600_000, participants: 2 }],
      refusal: { refused: 'closed' },
    });
    expect(engine.lifecycle).toBe('settling');
  });

  it('names the winner when it settles, and everybody else a loser', () => {
    const engine = auction(english);
    bid(engine, 'ann', '10.00');
    bid(engine, 'bob', '20.00');
    engine.enter({ consumerId: 'cid', now: 0 });

    expect(engine.advance(4_199_999).map(({ type }) => type)).toEqual(['closed']);
    expect(standings(engine, 'ann', 'bob', 'cid')).toEqual(['outbid', 'winning', 'not_bid']);
    expect(engine.advance(4_200_000)).toEqual([
      { type: 'won', at: 4_200_000, consumerId: 'bob', amount: '20.00' },
      { type: 'lost', at: 4_200_000, consumerId: 'ann' },
      {
        type: 'settled',
        at: 4_200_000,
        totalBids: 2,
        uniqueBidders: 2,
        winner: { consumerId: 'bob', amount: '20.00', at: 0 },
      },
    ]);
    expect(standings(engine, 'ann', 'bob', 'cid')).toEqual(['lost', 'won', 'not_bid']);
    expect(engine.nextChangeAt()).toBeNull();
  });

  it('lets nobody win below the reserve', () => {
    const engine = auction({ ...english, reservePrice: '50.00' });
    bid(engine, 'ann', '49.99');

    expect(standings(engine, 'ann')).toEqual(['bidding']);
    expect(engine.advance(4_200_000).at(-1)).toMatchObject({ type: 'settled', winner: undefined });
    expect(standings(engine, 'ann')).toEqual(['lost']);
  });

  it('closes later once, after a bid in the last minute', () => {
    const engine = auction({ ...english, autoExtendMs: 2 * minute });

    expect(bid(engine, 'ann', '1.00', 3_539_999)).toEqual(['entered', 'bid']);
    expect(engine.bid({ consumerId: 'bob', amount: '2.00', now: 3_540_000 }).changes.at(-1)).toEqual({
      type: 'extended',
      at: 3_540_000,
      closesAt: 3_720_000,
    });
    expect(bid(engine, 'ann', '3.00', 3_719_999)).toEqual(['bid', 'outbid']);
    expect([engine.closesAt, engine.settlesAt]).toEqual([3_720_000, 4_320_000]);
    expect(bid(engine, 'bob', '4.00', 3_720_000)).toEqual({ refused: 'closed' });
    expect(engine.advance(4_319_999)).toEqual([]);
    expect(engine.advance(4_320_000).at(-1)).toMatchObject({ type: 'settled', at: 4_320_000 });
  });

  it('gives several things to as many bidders, each for their own bid', () => {
    const engine = auction({ ...english, quantity: 2, reservePrice: '15.00' });
    bid(engine, 'ann', '10.00');
    bid(engine, 'bob', '20.00');

    expect(standings(engine, 'ann', 'bob')).toEqual(['bidding', 'winning']);
    expect(engine.bid({ consumerId: 'cid', amount: '30.00', now: 1 }).changes.at(-1)).toEqual({
      type: 'outbid',
      at: 1,
      consumerId: 'ann',
      amount: '10.00',
      highest: '30.00',
    });
    expect(engine.advance(4_200_000).filter(({ type }) => type === 'won')).toEqual([
      { type: 'won', at: 4_200_000, consumerId: 'cid', amount: '30.00' },
      { type: 'won', at: 4_200_000, consumerId: 'bob', amount: '20.00' },
    ]);
  });

  it('ends without a winner where the merchant ends it', () => {
    const rules = { ...english, endsAt: null as number | null };
    const engine = auction(rules);
    bid(engine, 'ann', '10.00');
    rules.endsAt = minute;

    expect(engine.advance(minute).map(({ type }) => type)).toEqual(['closed', 'lost', 'settled']);
    expect(engine.lifecycle).toBe('closed');
    expect(standings(engine, 'ann')).toEqual(['lost']);
  });

  it('offers a win that lapsed to nobody else, and ends a win once', () => {
    const engine = auction(english);
    bid(engine, 'ann', '10.00');
    bid(engine, 'bob', '20.00');
    const now = 4_200_000;
    engine.advance(now);

    expect(engine.complete({ consumerId: 'ann', now }).refusal).toEqual({ refused: 'ended' });
    expect(engine.complete({ consumerId: 'cid', now }).refusal).toEqual({ refused: 'not_taking_part' });
    expect(engine.lapse({ consumerId: 'bob', now, reason: 'cancelled' }).changes).toEqual([
      { type: 'lapsed', at: now, consumerId: 'bob', reason: 'cancelled' },
    ]);
    expect(engine.lapse({ consumerId: 'bob', now, reason: 'cancelled' })).toEqual({ changes: [] });
    expect(engine.complete({ consumerId: 'bob', now }).refusal).toEqual({ refused: 'ended' });
    expect(standings(engine, 'ann', 'bob')).toEqual(['lost', 'won']);
  });
});

describe('english auction, when two bidders turn out to be one', () => {
  it('joins what they bid, and keeps the lead', () => {
    const engine = auction(english);
    bid(engine, 'guest', '10.00');
    bid(engine, 'bob', '20.00');
    bid(engine, 'ann', '30.00');

    expect(engine.move({ from: 'guest', to: 'ann' })).toBe('to');
    expect(engine.place('guest')).toBeUndefined();
    expect(engine.place('ann')).toMatchObject({ status: 'winning', bidCount: 2, number: 1 });
    expect(engine.bids.map(({ consumerId }) => consumerId)).toEqual(['ann', 'bob', 'ann']);
  });

  it('lets the next bidder move up where both led', () => {
    const engine = auction({ ...english, quantity: 2 });
    bid(engine, 'bob', '10.00');
    bid(engine, 'guest', '20.00');
    bid(engine, 'ann', '30.00');

    engine.move({ from: 'guest', to: 'ann' });

    expect(standings(engine, 'ann', 'bob')).toEqual(['winning', 'winning']);
  });

  it('keeps the win that went further', () => {
    const engine = auction({ ...english, quantity: 2 });
    bid(engine, 'guest', '10.00');
    bid(engine, 'ann', '20.00');
    engine.advance(4_200_000);
    engine.complete({ consumerId: 'guest', now: 4_200_000 });

    expect(engine.move({ from: 'guest', to: 'ann' })).toBe('from');
    expect(engine.place('ann')?.win).toMatchObject({ sale: 'completed', amount: '10.00' });
    expect(engine.move({ from: 'nobody', to: 'ann' })).toBe('none');
  });
});
