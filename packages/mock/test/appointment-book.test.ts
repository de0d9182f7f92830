import { describe, expect, it } from 'vitest';
import { createAppointmentBook, type AppointmentBook } from '../src/mechanisms/appointment-book.js';
import type { AppointmentRules } from '../src/mechanisms/appointment-rules.js';
import { slotsBetween } from '../src/mechanisms/appointment-slots.js';

const minute = 60_000;
const hour = 60 * minute;
/** From 100 h to 104 h, an hour each with half an hour between: at 100 h, 101.5 h, 103 h. */
const rules: AppointmentRules = {
  appointmentId: 'appt_1',
  opensAt: null,
  firstAt: 100 * hour,
  closesAt: 104 * hour,
  slotMs: hour,
  bufferMs: 30 * minute,
  capacity: 1,
};
const [first, second, third] = slotsBetween(rules, { from: 0, to: Infinity }).map(({ id }) => id) as [
  string,
  string,
  string, // as the rules say
];

function open(changed: Partial<AppointmentRules> = {}): AppointmentBook {
  return createAppointmentBook({ rules: () => ({ ...rules, ...changed }), now: 0 });
}

function book(engine: AppointmentBook, consumerId: string, slotId = first, now = 0) {
  return engine.book({ consumerId, slotId, now, id: `b-${consumerId}-${now}`, confirmationCode: 'CODE' });
}

const kinds = (changes: readonly { readonly type: string; readonly at: number }[]): unknown[] =>
  changes.map(({ type, at }) => [type, at / hour]);

describe('slots', () => {
  it('follow each other from the opening to the close, with the pause between them', () => {
    const slots = slotsBetween(rules, { from: 0, to: Infinity });

    expect(slots.map(({ startsAt, endsAt }) => [startsAt / hour, endsAt / hour])).toEqual([
      [100, 101],
      [101.5, 102.5],
      [103, 104],
    ]);
  });

  it('belong to the span in which they begin', () => {
    const starts = slotsBetween(rules, { from: 100 * hour + 1, to: 103 * hour }).map(
      ({ startsAt }) => startsAt,
    );

    expect(starts).toEqual([101.5 * hour]);
  });
});

describe('appointment book', () => {
  it('books a seat once, however often the same slot is asked for', () => {
    const engine = open();

    expect(kinds(book(engine, 'ann').changes)).toEqual([['booked', 0]]);
    expect(book(engine, 'ann', first, 1)).toEqual({ changes: [] });
    expect(engine.seats(first).map(({ consumerId }) => consumerId)).toEqual(['ann']);
  });

  it('refuses a second slot, a full one, an unknown one and one that has begun', () => {
    const engine = open();
    book(engine, 'ann');

    expect(book(engine, 'ann', second).refusal).toEqual({ refused: 'already_booked' });
    expect(book(engine, 'bob').refusal).toEqual({ refused: 'full' });
    expect(book(engine, 'bob', 'appt_1-zzz').refusal).toEqual({ refused: 'unknown_slot' });
    expect(book(engine, 'bob', first.replace('appt_1', 'appt_2')).refusal).toEqual({
      refused: 'unknown_slot',
    });
    expect(book(engine, 'bob', second, 101.5 * hour).refusal).toEqual({ refused: 'past' });
  });

  it('says when booking begins, and takes nobody after the close', () => {
    const engine = open({ opensAt: 50 * hour });

    expect(book(engine, 'ann').refusal).toEqual({ refused: 'not_open', retryAt: 50 * hour });
    expect(kinds(book(engine, 'ann', first, 50 * hour).changes)).toEqual([
      ['opened', 50],
      ['booked', 50],
    ]);
    expect(book(engine, 'bob', third, 104 * hour).refusal).toEqual({ refused: 'closed' });
  });

  it('frees the seat of a booking that is given back', () => {
    const engine = open();
    book(engine, 'ann');

    expect(engine.cancel({ consumerId: 'ann', slotId: second, now: 1 }).refusal).toEqual({
      refused: 'not_booked',
    });
    expect(
      kinds(engine.cancel({ consumerId: 'ann', slotId: first, reason: 'ill', now: hour }).changes),
    ).toEqual([['cancelled', 1]]);
    expect(engine.cancel({ consumerId: 'ann', slotId: first, now: 2 * hour })).toEqual({ changes: [] });
    expect(engine.booking('ann')).toMatchObject({
      status: 'cancelled',
      reason: 'ill',
      reached: { cancelled: hour },
    });
    expect(book(engine, 'bob', first, 3 * hour).refusal).toBeUndefined();
  });

  it('moves a booking in one step, and keeps the old slot where the new one is full', () => {
    const engine = open();
    book(engine, 'ann');
    book(engine, 'bob', second);

    expect(engine.reschedule({ consumerId: 'ann', slotId: second, now: 1 }).refusal).toEqual({
      refused: 'full',
    });
    expect(engine.seats(first)).toHaveLength(1);
    expect(engine.reschedule({ consumerId: 'ann', slotId: third, now: 2 }).changes).toMatchObject([
      { type: 'rescheduled', previousSlotId: first, booking: { id: 'b-ann-0', slot: { id: third } } },
    ]);
    expect(engine.seats(first)).toEqual([]);
    expect(engine.reschedule({ consumerId: 'cy', slotId: third, now: 3 }).refusal).toEqual({
      refused: 'not_booked',
    });
  });

  it('reminds 24 hours and 1 hour before, and notes who did not come', () => {
    const engine = open();
    book(engine, 'ann');

    expect(engine.nextChangeAt()).toBe(76 * hour);
    expect(kinds(engine.advance(104 * hour))).toEqual([
      ['reminded', 76],
      ['reminded', 99],
      ['no_show', 101],
      ['closed', 104],
    ]);
    expect(engine.nextChangeAt()).toBeNull();
  });

  it('reminds of the slot that a booking was moved to, and of nothing that is past already', () => {
    const engine = open();
    book(engine, 'ann', first, 80 * hour);
    engine.reschedule({ consumerId: 'ann', slotId: third, now: 81 * hour });

    expect(kinds(engine.advance(103 * hour))).toEqual([['reminded', 102]]);
  });

  it('completes at the end of the slot what was checked in, and lets a booking that is over be', () => {
    const engine = open();
    book(engine, 'ann');

    expect(kinds(engine.checkIn({ consumerId: 'ann', now: 99.5 * hour }).changes).at(-1)).toEqual([
      'checked_in',
      99.5,
    ]);
    expect(engine.checkIn({ consumerId: 'ann', now: 99.5 * hour })).toEqual({ changes: [] });
    expect(engine.reschedule({ consumerId: 'ann', slotId: third, now: 99.5 * hour }).refusal).toEqual({
      refused: 'ended',
    });
    expect(kinds(engine.advance(102 * hour))).toEqual([['completed', 101]]);
    expect(engine.cancel({ consumerId: 'ann', now: 102 * hour }).refusal).toEqual({ refused: 'ended' });
    expect(engine.booking('ann')?.reached).toEqual({ checked_in: 99.5 * hour, completed: 101 * hour });
  });

  it('reminds nobody who is there already', () => {
    const engine = open();
    book(engine, 'ann');
    engine.checkIn({ consumerId: 'ann', now: hour });

    expect(kinds(engine.advance(101 * hour))).toEqual([['completed', 101]]);
  });

  it('lets who did not come book again, and remembers both', () => {
    const engine = open();
    book(engine, 'ann');

    expect(kinds(book(engine, 'ann', third, 102 * hour).changes).at(-1)).toEqual(['booked', 102]);
    expect(engine.seats(first)).toMatchObject([{ status: 'no_show' }]);
    expect(engine.seats(third)).toMatchObject([{ status: 'booked' }]);
  });

  it('cancels what is left when it closes before its time', () => {
    let closesAt = 104 * hour;
    const engine = createAppointmentBook({ rules: () => ({ ...rules, closesAt }), now: 0 });
    book(engine, 'ann');
    closesAt = 10 * hour;

    expect(engine.advance(10 * hour)).toMatchObject([
      { type: 'cancelled', booking: { reason: 'CLOSED' } },
      { type: 'closed', participants: 1 },
    ]);
  });
});

describe('two consumers who are one', () => {
  it('keep the earlier booking, and free the seat of the other', () => {
    const engine = open();
    book(engine, 'guest', first, 1);
    book(engine, 'ann', second, 2);

    expect(engine.move({ from: 'guest', to: 'ann' })).toBe('from');
    expect(engine.booking('guest')).toBeUndefined();
    expect(engine.booking('ann')).toMatchObject({ slot: { id: first }, consumerId: 'ann' });
    expect(engine.seats(second)).toEqual([]);
    expect(kinds(engine.advance(101 * hour))).toEqual([
      ['reminded', 76],
      ['reminded', 99],
      ['no_show', 101],
    ]);
  });

  it('keep the later booking where its consumer is there already, and their own where it is the earlier', () => {
    const [there, earlier] = [open(), open()];
    for (const engine of [there, earlier]) {
      book(engine, 'ann', first, 1);
      book(engine, 'guest', second, 2);
    }
    there.checkIn({ consumerId: 'guest', now: 3 });

    expect(there.move({ from: 'guest', to: 'ann' })).toBe('from');
    expect(there.booking('ann')).toMatchObject({ status: 'checked_in', slot: { id: second } });
    expect(earlier.move({ from: 'guest', to: 'ann' })).toBe('to');
    expect(earlier.booking('ann')).toMatchObject({ status: 'booked', slot: { id: first } });
    expect(earlier.seats(second)).toEqual([]);
  });

  it('keep the one booking that there is', () => {
    const engine = open();
    book(engine, 'guest');
    engine.cancel({ consumerId: 'guest', now: 1 });
    book(engine, 'ann', second, 2);

    expect(engine.move({ from: 'guest', to: 'ann' })).toBe('to');
    expect(engine.move({ from: 'nobody', to: 'ann' })).toBe('none');
    expect(engine.booking('ann')).toMatchObject({ status: 'booked', slot: { id: second } });
    expect(engine.move({ from: 'ann', to: 'eve' })).toBe('from');
    expect(engine.booking('eve')).toMatchObject({ status: 'booked', slot: { id: second } });
  });
});
