import { describe, expect, it } from 'vitest';
import { errorTexts, serverErrors } from '@fanfare/contract';
import { operations } from '@fanfare/contract/operations';
import { withTolerance } from '@fanfare/contract/schemas';

const time = '2026-11-22T10:00:00.000Z';

describe('a bid', () => {
  const { body } = operations.auctions.bid;

  it.each([[{}], [{ amount: '10' }], [{ amount: '10.00000001' }]])('may be %o', (bid) => {
    expect(body.safeParse(bid).success).toBe(true);
  });

  it.each([[{ amount: 10 }], [{ amount: '' }], [{ amount: '-1' }], [{ amount: '1e3' }], [{ price: '1' }]])(
    'is never %o',
    (bid) => {
      expect(body.safeParse(bid).success).toBe(false);
    },
  );

  it('that is too low is refused with 400, in two documented texts', () => {
    expect(serverErrors.bid_too_low).toEqual({ status: 400, retryable: false });
    expect(errorTexts['bid must be higher than current bid']).toBe('bid_too_low');
    expect(errorTexts['bid must meet minimum increment']).toBe('bid_too_low');
    expect(operations.auctions.bid.errors).toContain('bid_too_low');
  });

  it('is repeated only under an idempotency key', () => {
    expect(operations.auctions.bid.retry).toBe('header');
  });
});

describe('the state of an auction', () => {
  const state = operations.auctions.status.response;

  it.each(['NOT_BID', 'BIDDING', 'WINNING', 'OUTBID', 'WON', 'LOST'])('may be %s', (status) => {
    expect(withTolerance(state, 'strict').safeParse({ status }).success).toBe(true);
  });

  it('may be a word that a newer platform made up', () => {
    expect(withTolerance(state, 'tolerant').safeParse({ status: 'PARKED' }).success).toBe(true);
    expect(withTolerance(state, 'strict').safeParse({ status: 'PARKED' }).success).toBe(false);
  });
});

describe('an auction that a merchant sets up', () => {
  const auction = { sequenceId: 'seq_1', name: 'The last pair', settleAt: time };
  const { create, update } = operations.admin.auctions;

  it('settles at a time, and says everything else if it wants to', () => {
    const full = { ...auction, auctionType: 'dutch', startPrice: '10', floorPrice: null, quantity: 3 };

    expect(create.body.safeParse(auction).success).toBe(true);
    expect(create.body.safeParse(full).success).toBe(true);
    for (const field of Object.keys(auction)) {
      expect(create.body.safeParse({ ...auction, [field]: undefined }).success).toBe(false);
      expect(update.body.safeParse({ [field]: auction[field as keyof typeof auction] }).success).toBe(true);
    }
  });

  it.each([{ quantity: 0 }, { startPrice: 5 }, { auctionType: 'sealed' }, { statusOverride: 'ended' }])(
    'is never with %o',
    (wrong) => {
      expect(create.body.safeParse({ ...auction, ...wrong }).success).toBe(false);
      expect(update.body.safeParse(wrong).success).toBe(false);
    },
  );
});

describe('a loyalty programme', () => {
  const { adjust, updateSettings, updateEventPoints } = operations.admin.loyalty;

  it.each([
    [1, true],
    [-1, true],
    [0, false],
    [0.5, false],
    ['1', false],
  ])('is adjusted by %s points: %s', (points, fits) => {
    expect(adjust.body.safeParse({ points }).success).toBe(fits);
  });

  it('changes in single fields, to numbers of months that are', () => {
    expect(updateSettings.body.safeParse({ dailyEarnCap: null }).success).toBe(true);
    expect(updateSettings.body.safeParse({ fixedExpireMonths: 0 }).success).toBe(false);
    expect(updateEventPoints.body.safeParse({ bid_placed: 5 }).success).toBe(true);
    expect(updateEventPoints.body.safeParse({ bid_placed: -5 }).success).toBe(false);
  });

  it('is our own addition, while the points of a shopper are published', () => {
    for (const row of Object.values(operations.admin.loyalty)) expect(row.stability).toBe('extension');
    for (const row of Object.values(operations.loyalty)) expect(row.stability).toBe('published');
  });
});
