import type { ListSlots } from '@fanfare/contract';
import { refuse } from '../../refusal.js';
import type { RoomOf } from '../distributions.js';
import type { SeatedSlot } from './appointment-room.js';
import { spanOfDays } from './span-of-days.js';

/** A day of slots of a minute is less, also the day on which clocks are set back. */
const mostSlots = 2_000;

/** The slots of some days. */
export interface SlotsOfDays {
  /** Whose days these are. */
  readonly timezone: string;
  readonly slots: readonly SeatedSlot[];
}

/**
 * Lists the slots of the days that somebody asks for.
 *
 * @throws {MockRefusal} `validation_error` for days that are not in order, and for too many days or slots at once.
 */
export function slotsOf({ core, row }: RoomOf<'appointment'>, query: ListSlots): SlotsOfDays {
  const { timezone, ...span } = spanOfDays(query, row.timeZone);
  const slots = core.slots({ ...span, most: mostSlots + 1 });
  if (slots.length > mostSlots) {
    refuse('validation_error', `More than ${mostSlots} slots begin in these days; ask for fewer days.`);
  }
  return { timezone, slots };
}
