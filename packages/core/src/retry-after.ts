const secondsForm = /^\d+(?:\.\d+)?$/;
// RFC 3339, which the platform uses next to the two forms of RFC 9110 §10.2.3.
const isoForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;
// The three forms of an HTTP date (RFC 9110 §5.6.7). `Date.parse` alone would read "Room 1" as a date.
const httpDateForms: readonly RegExp[] = [
  /^[A-Z][a-z]{2}, (?<day>\d{2}) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<h>\d{2}):(?<m>\d{2}):(?<s>\d{2}) GMT$/,
  /^[A-Z][a-z]{5,8}, (?<day>\d{2})-(?<month>[A-Z][a-z]{2})-(?<year>\d{2}) (?<h>\d{2}):(?<m>\d{2}):(?<s>\d{2}) GMT$/,
  /^[A-Z][a-z]{2} (?<month>[A-Z][a-z]{2}) (?<day>[ \d]\d) (?<h>\d{2}):(?<m>\d{2}):(?<s>\d{2}) (?<year>\d{4})$/,
];
const months = 'JanFebMarAprMayJunJulAugSepOctNovDec';
const fiftyYearsMs = 50 * 365.25 * 86_400_000;

/**
 * Reads a `Retry-After` value (RFC 9110 §10.2.3): seconds, an HTTP date, or the ISO time that the platform
 * also sends.
 *
 * @param now - The present time, in milliseconds since the epoch; dates are relative to it.
 * @returns the wait in milliseconds, 0 for a time that has passed, `null` where there is nothing to read.
 * @example
 * ```ts
 * import { parseRetryAfter } from '@fanfare/core/retry-after';
 *
 * parseRetryAfter('2', Date.now()); // 2000
 * parseRetryAfter('soon', Date.now()); // null
 * ```
 */
export function parseRetryAfter(value: string | null, now: number): number | null {
  const text = value?.trim() ?? '';
  if (secondsForm.test(text)) return Math.min(Math.ceil(Number(text) * 1_000), Number.MAX_SAFE_INTEGER);
  const at = isoForm.test(text) ? Date.parse(text) : parseHttpDate(text, now);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

/** Reads an HTTP date (RFC 9110 §5.6.7) into milliseconds since the epoch; `NaN` where it is none. */
export function parseHttpDate(text: string, now: number): number {
  const parts = httpDateForms.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);
  if (parts === undefined) return Number.NaN;
  const field = (name: string): number => Number(parts[name]);
  const month = months.indexOf(parts['month'] ?? '') / 3;
  const year =
    parts['year']?.length === 2 ? Math.floor(yearOf(now) / 100) * 100 + field('year') : field('year');
  if (!Number.isInteger(month) || month < 0) return Number.NaN;
  if (field('h') > 23 || field('m') > 59 || field('s') > 60) return Number.NaN;
  const at = Date.UTC(year, month, field('day'), field('h'), field('m'), field('s'));
  if (new Date(at).getUTCMonth() !== month && field('s') < 60) return Number.NaN; // 31 Feb and the like
  // A two-digit year that seems more than 50 years ahead means the one in the past.
  if (parts['year']?.length === 2 && at - now > fiftyYearsMs) {
    return Date.UTC(year - 100, month, field('day'), field('h'), field('m'), field('s'));
  }
  return at;
}

function yearOf(at: number): number {
  return new Date(at).getUTCFullYear();
}
