import { isTimeZone } from '../mechanisms/local-offset.js';
import { refuse } from '../refusal.js';

/**
 * Lets through the name of a time zone, or none.
 *
 * @throws {MockRefusal} `validation_error`.
 */
export function guardTimeZone(timeZone: string | undefined): void {
  if (timeZone === undefined || isTimeZone(timeZone)) return;
  refuse('validation_error', 'The time zone must be a name of the IANA database, such as "Europe/Berlin".');
}
