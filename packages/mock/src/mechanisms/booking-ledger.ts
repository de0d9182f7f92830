import { dueTimes, isActive, type SlotBooking } from './appointment-booking.js';
import { createExpiryList } from './expiry-list.js';

/** Who booked what in one appointment. */
export interface BookingLedger {
  /** How many consumers ever booked. */
  readonly participants: number;
  /** The booking that something is due for first, and when. */
  nextDue(): { readonly booking: SlotBooking; readonly at: number } | undefined;
  /** A consumer's last booking, whatever became of it. */
  last(consumerId: string): SlotBooking | undefined;
  /** The bookings that hold a seat of a slot, or held it to its end, in the order of booking. */
  seats(slotId: string): readonly SlotBooking[];
  /** The bookings that are still to be kept. */
  active(): readonly SlotBooking[];
  /** Writes down a booking as it is from `at` on. */
  set(booking: SlotBooking, at: number): void;
  /** Gives all bookings of one consumer to another. */
  rename(move: { readonly from: string; readonly to: string }): void;
}

/** Creates the ledger of an appointment that nobody booked. */
export function createBookingLedger(): BookingLedger {
  const bookings = new Map<string, SlotBooking>();
  const idsOf = new Map<string, string[]>();
  const seats = new Map<string, Set<string>>();
  const dues = createExpiryList();

  const read = (ids: Iterable<string>): SlotBooking[] => [...ids].flatMap((id) => bookings.get(id) ?? []);
  const last = (consumerId: string): SlotBooking | undefined =>
    bookings.get(idsOf.get(consumerId)?.at(-1) ?? '');

  function set(booking: SlotBooking, at: number): void {
    const { id, consumerId } = booking;
    const before = bookings.get(id);
    if (before === undefined) idsOf.set(consumerId, [...(idsOf.get(consumerId) ?? []), id]);
    const [freed, taken] = [before && seatOf(before), seatOf(booking)];
    if (freed !== undefined && freed !== taken) seats.get(freed)?.delete(id);
    if (taken !== undefined) seats.set(taken, (seats.get(taken) ?? new Set()).add(id));
    bookings.set(id, booking);
    if (last(consumerId)?.id === id) planDue(booking, at);
  }

  function planDue(booking: SlotBooking, after: number): void {
    const next = isActive(booking) ? dueTimes(booking).find((time) => time > after) : undefined;
    if (next === undefined) dues.remove(booking.consumerId);
    else dues.set(booking.consumerId, next);
  }

  return {
    get participants(): number {
      return idsOf.size;
    },
    nextDue() {
      const first = dues.first();
      const booking = first && last(first.consumerId);
      return first && booking && { booking, at: first.at };
    },
    last,
    seats: (slotId) => read(seats.get(slotId) ?? []),
    active: () => [...bookings.values()].filter(isActive),
    set,
    rename({ from, to }) {
      const moved = read(idsOf.get(from) ?? []);
      idsOf.delete(from);
      dues.remove(from);
      for (const booking of moved) bookings.set(booking.id, { ...booking, consumerId: to });
      const all = read([...(idsOf.get(to) ?? []), ...moved.map(({ id }) => id)]);
      // The one that is still to be kept is the last, whenever it was made.
      all.sort((a, b) => Number(isActive(a)) - Number(isActive(b)) || a.bookedAt - b.bookedAt);
      if (all.length > 0)
        idsOf.set(
          to,
          all.map(({ id }) => id),
        );
    },
  };
}

function seatOf({ slot, status }: SlotBooking): string | undefined {
  return status === 'cancelled' ? undefined : slot.id;
}
