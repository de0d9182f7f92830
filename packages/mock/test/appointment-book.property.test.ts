import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAppointmentBook, type AppointmentBook } from '../src/mechanisms/appointment-book.js';
import { isActive } from '../src/mechanisms/appointment-booking.js';
import type { AppointmentChange } from '../src/mechanisms/appointment-change.js';
import type { AppointmentRules } from '../src/mechanisms/appointment-rules.js';
import { slotById, slotsBetween, type Slot } from '../src/mechanisms/appointment-slots.js';

const minute = 60_000;
const day = 24 * 60 * minute;

const anyRules: fc.Arbitrary<AppointmentRules> = fc.record({
  appointmentId: fc.constant('appt_1'),
  opensAt: fc.option(fc.integer({ min: 0, max: day }), { nil: null }),
  firstAt: fc.integer({ min: 0, max: 2 * day }),
  closesAt: fc.option(fc.integer({ min: 2 * day, max: 4 * day }), { nil: null }),
  slotMs: fc.integer({ min: 1, max: 600 }).map((minutes) => minutes * minute),
  bufferMs: fc.integer({ min: 0, max: 60 }).map((minutes) => minutes * minute),
  capacity: fc.integer({ min: 1, max: 3 }),
});

const actions = ['book', 'reschedule', 'cancel', 'checkIn', 'complete', 'move', 'advance'] as const;
interface Act {
  readonly action: (typeof actions)[number];
  readonly consumerId: string;
  readonly other: string;
  readonly slot: number;
  readonly wait: number;
}

const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.record({
    action: fc.constantFrom(...actions),
    consumerId: fc.constantFrom(...'abcdef'),
    other: fc.constantFrom(...'abcdef'),
    slot: fc.nat({ max: 5 }),
    wait: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: day / 2 })),
  }),
  { maxLength: 60, size: 'max' },
);

interface Run {
  readonly engine: AppointmentBook;
  readonly slots: readonly Slot[];
  readonly changes: readonly AppointmentChange[];
}

function play(
  rules: AppointmentRules,
  script: readonly Act[],
  check: (run: Run, now: number) => void = () => {},
): Run {
  const engine = createAppointmentBook({ rules: () => rules, now: 0 });
  const slots = slotsBetween(rules, { from: 0, to: rules.firstAt + 4 * day }).slice(0, 6);
  const changes: AppointmentChange[] = [];
  let now = 0;
  for (const [serial, { action, consumerId, other, slot, wait }] of script.entries()) {
    now += wait;
    const slotId = slots[slot]?.id ?? 'appt_1-nowhere';
    const command = { consumerId, now, slotId, id: `b${serial}`, confirmationCode: `c${serial}` };
    if (action === 'advance') changes.push(...engine.advance(now));
    else if (action === 'move') engine.move({ from: consumerId, to: other });
    else changes.push(...engine[action](command).changes);
    check({ engine, slots, changes }, now);
  }
  return { engine, slots, changes };
}

describe('slots, whatever the rules', () => {
  it('never overlap, keep their length and their pause, and end before the close', () => {
    fc.assert(
      fc.property(anyRules, (rules) => {
        const slots = slotsBetween(rules, { from: 0, to: 6 * day });
        slots.forEach((slot, index) => {
          const before = slots[index - 1];
          expect(slot.endsAt - slot.startsAt).toBe(rules.slotMs);
          if (before !== undefined) expect(slot.startsAt - before.endsAt).toBe(rules.bufferMs);
          expect(slot.endsAt).toBeLessThanOrEqual(rules.closesAt ?? Infinity);
        });
      }),
    );
  });

  it('are the same in one span as in two, and are found by their ids', () => {
    fc.assert(
      fc.property(anyRules, fc.integer({ min: 0, max: 5 * day }), (rules, cut) => {
        const whole = slotsBetween(rules, { from: 0, to: 5 * day });
        const halves = [
          { from: 0, to: cut },
          { from: cut, to: 5 * day },
        ].flatMap((span) => slotsBetween(rules, span));
        expect(halves).toEqual(whole);
        for (const slot of whole) expect(slotById(rules, slot.id)).toEqual(slot);
      }),
    );
  });

  it('are found by no other text', () => {
    fc.assert(
      fc.property(anyRules, fc.string(), (rules, text) => {
        const found = slotById(rules, text) ?? slotById(rules, `appt_1-${text}`);
        if (found !== undefined) expect([text, `appt_1-${text}`]).toContain(found.id);
      }),
    );
  });
});

describe('appointment book, whatever happens', () => {
  it('never gives away more seats than there are', () => {
    fc.assert(
      fc.property(anyRules, acts, (rules, script) => {
        play(rules, script, ({ engine, slots }) => {
          for (const { id } of slots) expect(engine.seats(id).length).toBeLessThanOrEqual(rules.capacity);
        });
      }),
    );
  });

  it('has a seat for every booking to keep, one for each consumer, and none for anybody else', () => {
    fc.assert(
      fc.property(anyRules, acts, (rules, script) => {
        play(rules, script, ({ engine, slots }) => {
          const seated = slots.flatMap(({ id }) => engine.seats(id).filter(isActive));
          const kept = [...'abcdef'].flatMap((id) => engine.booking(id) ?? []).filter(isActive);
          expect(seated.map(({ id }) => id).sort()).toEqual(kept.map(({ id }) => id).sort());
          expect(new Set(seated.map(({ consumerId }) => consumerId)).size).toBe(seated.length);
        });
      }),
    );
  });

  it('keeps no booking beyond the end of its slot', () => {
    fc.assert(
      fc.property(anyRules, acts, (rules, script) => {
        play(rules, script, ({ engine, slots }, now) => {
          engine.advance(now);
          for (const { id, endsAt } of slots) {
            if (endsAt <= now) expect(engine.seats(id).filter(isActive)).toEqual([]);
          }
        });
      }),
    );
  });

  it('tells what happened in order of time, and reminds of a slot twice at most', () => {
    fc.assert(
      fc.property(anyRules, acts, (rules, script) => {
        const { changes } = play(rules, script);
        const times = changes.map(({ at }) => at);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        const reminded = changes.flatMap((change) =>
          change.type === 'reminded' ? [`${change.booking.id} ${change.booking.slot.id}`] : [],
        );
        for (const reminder of reminded) {
          expect(reminded.filter((other) => other === reminder).length).toBeLessThanOrEqual(2);
        }
      }),
    );
  });
});
