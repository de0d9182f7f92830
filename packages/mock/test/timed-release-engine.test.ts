import { describe, expect, it } from 'vitest';
import { setUpRelease } from './support/set-up-release.js';

const red = { variantIds: ['red'] };

describe('the life of a timed release', () => {
  it('opens and closes, and tells when', () => {
    const { engine } = setUpRelease({ opensAt: 10, closesAt: 50 });

    expect(engine.lifecycle).toBe('scheduled');
    expect(engine.nextChangeAt()).toBe(10);
    expect(engine.advance(10)).toEqual([{ type: 'opened', at: 10 }]);
    expect(engine.lifecycle).toBe('open');
    expect(engine.advance(60)).toEqual([{ type: 'closed', at: 50, participants: 0 }]);
    expect(engine.lifecycle).toBe('closed');
    expect(engine.nextChangeAt()).toBeNull();
  });

  it('takes nobody in before and after', () => {
    const { engine } = setUpRelease({ opensAt: 10, closesAt: 50 });

    expect(engine.enter({ consumerId: 'a', now: 9, ...red }).refusal).toEqual({
      refused: 'not_open',
      retryAt: 10,
    });
    expect(engine.enter({ consumerId: 'a', now: 50, ...red }).refusal).toEqual({ refused: 'closed' });
  });

  it('lets reservations outlive it', () => {
    const { engine, shelf } = setUpRelease({ closesAt: 50 });
    engine.enter({ consumerId: 'a', now: 40, ...red });
    engine.advance(60);

    expect(engine.place('a')).toMatchObject({ status: 'entered', expiresAt: 140 });
    engine.complete({ consumerId: 'a', now: 100 });
    expect(engine.place('a')).toMatchObject({ status: 'completed' });
    expect(shelf.left.get('red')).toBe(1);
  });
});

describe('the stock of a timed release', () => {
  it('is held for whoever enters, and sells out', () => {
    const { engine, shelf } = setUpRelease();

    const { changes } = engine.enter({ consumerId: 'a', now: 1, ...red });
    engine.enter({ consumerId: 'b', now: 2, ...red });

    expect(changes).toEqual([{ type: 'entered', at: 1, consumerId: 'a', expiresAt: 101 }]);
    expect(shelf.left.get('red')).toBe(0);
    expect(engine.enter({ consumerId: 'c', now: 3, ...red })).toEqual({
      changes: [],
      refusal: { refused: 'sold_out' },
    });
    expect(engine.place('c')).toBeUndefined();
  });

  it('is held once, however often somebody enters, and for what they wanted first', () => {
    const { engine, shelf } = setUpRelease();
    engine.enter({ consumerId: 'a', now: 1, ...red });

    expect(engine.enter({ consumerId: 'a', now: 50, variantIds: ['blue'] })).toEqual({ changes: [] });
    expect(engine.place('a')).toMatchObject({ variantId: 'red', expiresAt: 101 });
    expect([shelf.left.get('red'), shelf.left.get('blue')]).toEqual([1, 2]);
  });

  it('is taken from the first variant that is left', () => {
    const { engine } = setUpRelease({ pieces: { red: 0, blue: 1 } });
    engine.enter({ consumerId: 'a', now: 1, variantIds: ['red', 'blue'] });

    expect(engine.place('a')).toMatchObject({ status: 'entered', variantId: 'blue' });
  });

  it('does not matter where the release offers no variants', () => {
    const { engine } = setUpRelease({ pieces: {} });
    engine.enter({ consumerId: 'a', now: 1, variantIds: [null] });

    expect(engine.place('a')).toMatchObject({ status: 'entered', variantId: null });
  });

  it.each([
    ['leaves', { status: 'left', why: 'left' }],
    ['cancels', { status: 'left', why: 'cancelled' }],
    ['is denied', { status: 'denied', reason: 'FRAUD' }],
    ['lets the time run out', { status: 'denied', reason: 'ADMISSION_EXPIRED' }],
  ])('comes back when somebody %s', (what, place) => {
    const { engine, shelf } = setUpRelease({ pieces: { red: 1 } });
    engine.enter({ consumerId: 'a', now: 0, ...red });

    const command = { consumerId: 'a', now: 20 };
    if (what === 'leaves') engine.leave(command);
    if (what === 'cancels') engine.cancel(command);
    if (what === 'is denied') engine.deny({ ...command, reason: 'FRAUD' });

    expect(engine.enter({ consumerId: 'b', now: 100, ...red }).refusal).toBeUndefined();
    expect(engine.place('a')).toMatchObject(place);
    expect(shelf.held.get('red')).toBe(1);
  });

  it('does not come back when it is bought', () => {
    const { engine, shelf } = setUpRelease({ pieces: { red: 1 } });
    engine.enter({ consumerId: 'a', now: 0, ...red });
    engine.complete({ consumerId: 'a', now: 10 });

    expect(engine.enter({ consumerId: 'b', now: 1_000, ...red }).refusal).toEqual({ refused: 'sold_out' });
    expect([shelf.left.get('red'), shelf.held.get('red')]).toEqual([0, 0]);
  });
});

describe('entering again', () => {
  it('gives a new reservation to whoever left or ran out of time', () => {
    const { engine } = setUpRelease();
    engine.enter({ consumerId: 'a', now: 0, ...red });
    engine.leave({ consumerId: 'a', now: 10 });
    engine.enter({ consumerId: 'a', now: 20, ...red });
    expect(engine.place('a')).toMatchObject({ status: 'entered', expiresAt: 120 });

    engine.enter({ consumerId: 'a', now: 200, variantIds: ['blue'] });

    expect(engine.place('a')).toMatchObject({ enteredAt: 200, variantId: 'blue', expiresAt: 300 });
  });

  it('gives nothing to whoever bought or was turned away', () => {
    const { engine } = setUpRelease();
    for (const consumerId of 'ab') engine.enter({ consumerId, now: 0, variantIds: ['red'] });
    engine.complete({ consumerId: 'a', now: 10 });
    engine.deny({ consumerId: 'b', now: 10, reason: 'FRAUD' });

    for (const consumerId of 'ab') {
      expect(engine.enter({ consumerId, now: 20, ...red })).toEqual({ changes: [] });
    }
    expect(engine.place('a')).toMatchObject({ status: 'completed' });
    expect(engine.place('b')).toMatchObject({ status: 'denied' });
  });
});

describe('an order', () => {
  it('takes the piece over, and gives it back where it comes to nothing at once', () => {
    const { engine, shelf } = setUpRelease({ pieces: { red: 1 } });
    engine.enter({ consumerId: 'a', now: 0, ...red });

    const takeBack = engine.handOver('a');
    expect([shelf.left.get('red'), shelf.held.get('red')]).toEqual([1, 0]);
    takeBack();

    expect([shelf.left.get('red'), shelf.held.get('red')]).toEqual([0, 1]);
    expect(engine.place('a')).toMatchObject({ status: 'entered', isHeld: true, expiresAt: 100 });
  });

  it('holds the piece itself from then on, so that no end of the part gives it back twice', () => {
    const { engine, shelf } = setUpRelease({ pieces: { red: 1 } });
    engine.enter({ consumerId: 'a', now: 0, ...red });
    engine.handOver('a');

    engine.cancel({ consumerId: 'a', now: 10 });

    expect([shelf.left.get('red'), shelf.held.get('red')]).toEqual([1, 0]);
  });
});

describe('two consumers who turn out to be one', () => {
  it('keep one reservation, and the other piece comes back', () => {
    const { engine, shelf } = setUpRelease();
    engine.enter({ consumerId: 'guest', now: 0, ...red });
    engine.enter({ consumerId: 'member', now: 10, variantIds: ['blue'] });

    expect(engine.move({ from: 'guest', to: 'member' })).toBe('to');
    expect(engine.place('member')).toMatchObject({ variantId: 'blue' });
    expect(engine.place('guest')).toBeUndefined();
    expect([shelf.left.get('red'), shelf.left.get('blue')]).toEqual([2, 1]);
  });

  it('keep the reservation of a guest rather than what is over', () => {
    const { engine, shelf } = setUpRelease();
    engine.enter({ consumerId: 'member', now: 0, ...red });
    engine.leave({ consumerId: 'member', now: 1 });
    engine.enter({ consumerId: 'guest', now: 2, ...red });

    expect(engine.move({ from: 'guest', to: 'member' })).toBe('from');
    expect(engine.place('member')).toMatchObject({ status: 'entered', expiresAt: 102 });
    expect(shelf.held.get('red')).toBe(1);
    engine.advance(102);
    expect(engine.place('member')).toMatchObject({ status: 'denied' });
  });
});

describe('what others do to a part', () => {
  it('is refused where there is none, or where it is over', () => {
    const { engine } = setUpRelease();
    engine.enter({ consumerId: 'a', now: 0, ...red });
    engine.leave({ consumerId: 'a', now: 1 });

    expect(engine.complete({ consumerId: 'z', now: 2 }).refusal).toEqual({ refused: 'not_in_release' });
    expect(engine.complete({ consumerId: 'a', now: 2 }).refusal).toEqual({ refused: 'ended' });
    expect(engine.deny({ consumerId: 'a', now: 2, reason: 'FRAUD' }).refusal).toEqual({ refused: 'ended' });
  });
});
