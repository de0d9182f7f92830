import type { ListSlots } from '@fanfare/contract';
import { nextDay, startOfDay } from '../../mechanisms/local-day.js';
import { isTimeZone } from '../../mechanisms/local-offset.js';
import { refuse } from '../../refusal.js';

/** The time from the beginning of one day to the end of another. */
export interface DaySpan {
  /** Milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
  /** Whose days these are. */
  readonly timezone: string;
}

const mostDays = 62;
const dayMs = 86_400_000;

/**
 * Reads the days that somebody asks for, both included.
 *
 * @throws {MockRefusal} `validation_error` for an unknown time zone, and for days out of order or too many at once.
 */
export function spanOfDays({ startDate, endDate, timezone }: ListSlots, ownTimeZone: string): DaySpan {
  const timeZone = timezone ?? ownTimeZone;
  if (!isTimeZone(timeZone))
    refuse('validation_error', '"timezone" must be an IANA name such as Europe/Berlin.');
  const days = (Date.parse(endDate) - Date.parse(startDate)) / dayMs + 1;
  if (days < 1) refuse('validation_error', '"endDate" must not be before "startDate".');
  if (days > mostDays) refuse('validation_error', `At most ${mostDays} days can be asked for at once.`);
  return {
    from: startOfDay(startDate, timeZone),
    to: startOfDay(nextDay(endDate), timeZone),
    timezone: timeZone,
  };
}
