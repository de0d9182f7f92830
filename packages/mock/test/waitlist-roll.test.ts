import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWaitlistRoll, isWaiting, type WaitlistRoll } from '../src/mechanisms/waitlist-roll.js';

function open(capacity: number | null = null): WaitlistRoll {
  return createWaitlistRoll({ capacity: () => capacity });
}

function enter(roll: WaitlistRoll, consumerId: string, now = 0) {
  return roll.enter({ consumerId, now, id: `${consumerId}-${now}` });
}

describe('waitlist roll', () => {
  it('keeps the place of who enters again', () => {
    const roll = open();
    enter(roll, 'ann', 1);
    enter(roll, 'bob', 2);

    expect(enter(roll, 'ann', 3)).toMatchObject({ isNew: false, entry: { id: 'ann-1', enteredAt: 1 } });
    expect([roll.position('ann'), roll.position('bob')]).toEqual([1, 2]);
  });

  it('takes no more than its capacity, and the next one when somebody leaves', () => {
    const roll = open(1);
    enter(roll, 'ann', 1);

    expect(enter(roll, 'bob', 2).entry).toBeUndefined();
    expect(roll.end({ consumerId: 'ann', now: 3, as: 'left' })).toMatchObject({
      status: 'left',
      updatedAt: 3,
    });
    expect(roll.end({ consumerId: 'ann', now: 4, as: 'left' })).toBeUndefined();
    expect(enter(roll, 'bob', 5).entry).toMatchObject({ status: 'waitlisted' });
    expect(enter(roll, 'ann', 6).entry).toBeUndefined();
  });

  it('gives who comes back a new place at the end', () => {
    const roll = open();
    for (const [now, name] of ['ann', 'bob'].entries()) enter(roll, name, now);
    roll.end({ consumerId: 'ann', now: 5, as: 'converted' });

    expect(enter(roll, 'ann', 6).entry?.id).toBe('ann-6');
    expect(roll.position('ann')).toBe(2);
    expect(roll.entries().map(({ id }) => id)).toEqual(['bob-1', 'ann-6']);
    roll.end({ consumerId: 'bob', now: 6, as: 'left' });
    enter(roll, 'cy', 6);
    enter(roll, 'bob', 6);
    expect(roll.entries().map(({ id }) => id)).toEqual(['ann-6', 'cy-6', 'bob-6']);
    roll.end({ consumerId: 'ann', now: 6, as: 'left' });
    enter(roll, 'ann', 6);
    expect(roll.entries().map(({ id }) => id)).toEqual(['cy-6', 'bob-6', 'ann-6']);
  });

  it('notifies everybody once, and lets them wait on', () => {
    const roll = open();
    enter(roll, 'ann', 1);

    expect(roll.notify(2)).toMatchObject([{ consumerId: 'ann', status: 'notified', notifiedAt: 2 }]);
    enter(roll, 'bob', 3);
    expect(roll.notify(4)).toMatchObject([{ consumerId: 'bob', notifiedAt: 4 }]);
    expect(roll.waitingCount).toBe(2);
  });

  it('expires who waits and nobody else, and remembers that they were notified', () => {
    const roll = open();
    for (const name of ['ann', 'bob', 'cy']) enter(roll, name, 1);
    roll.end({ consumerId: 'ann', now: 2, as: 'left' });
    roll.notify(3);

    expect(roll.expire(4).map(({ consumerId }) => consumerId)).toEqual(['bob', 'cy']);
    expect(roll.entries().map(({ status, notifiedAt }) => [status, notifiedAt])).toEqual([
      ['left', null],
      ['expired', 3],
      ['expired', 3],
    ]);
    expect(roll.waitingCount).toBe(0);
  });

  it('keeps the earlier place when two consumers turn out to be one', () => {
    const roll = open();
    for (const [now, name] of ['ann', 'guest', 'bob', 'cy'].entries()) enter(roll, name, now);

    expect(roll.move({ from: 'guest', to: 'cy' })).toBe('from');
    expect(roll.entry('cy')).toMatchObject({ id: 'guest-1', consumerId: 'cy' });
    expect(roll.move({ from: 'bob', to: 'ann' })).toBe('to');
    expect(['ann', 'cy'].map((name) => roll.position(name))).toEqual([1, 2]);
    expect(roll.move({ from: 'ann', to: 'dee' })).toBe('from');
    expect(roll.move({ from: 'nobody', to: 'dee' })).toBe('none');
    expect(roll.entries().map(({ consumerId }) => consumerId)).toEqual(['dee', 'cy']);
    roll.end({ consumerId: 'dee', now: 9, as: 'left' });
    expect(roll.move({ from: 'dee', to: 'eve' })).toBe('from');
    expect(roll.entry('eve')).toMatchObject({ id: 'ann-0', status: 'left' });
    expect(roll.move({ from: 'eve', to: 'cy' })).toBe('to');
  });
});

interface Act {
  readonly action: 'enter' | 'left' | 'converted' | 'notify' | 'expire' | 'move';
  readonly consumerId: string;
  readonly other: string;
}

const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.record({
    action: fc.constantFrom<Act['action'][]>(
      'enter',
      'enter',
      'left',
      'converted',
      'notify',
      'expire',
      'move',
    ),
    consumerId: fc.constantFrom(...'abcdef'),
    other: fc.constantFrom(...'abcdef'),
  }),
  { maxLength: 60, size: 'max' },
);

describe('waitlist roll, whatever happens', () => {
  it('holds no more than its capacity, and numbers who waits 1..n', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), acts, (capacity, script) => {
        const roll = open(capacity);
        for (const [now, { action, consumerId, other }] of script.entries()) {
          if (action === 'enter') enter(roll, consumerId, now);
          else if (action === 'move') roll.move({ from: consumerId, to: other });
          else if (action === 'left' || action === 'converted') roll.end({ consumerId, now, as: action });
          else roll[action](now);

          const waiting = roll.entries().filter(isWaiting);
          expect(waiting.length).toBe(roll.waitingCount);
          expect(waiting.length).toBeLessThanOrEqual(capacity);
          const positions = waiting.map((entry) => roll.position(entry.consumerId));
          expect(positions).toEqual(positions.map((_, index) => index + 1));
        }
      }),
    );
  });
});
