const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZone: 'UTC' };
const day = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' };
const clockFormat = new Intl.DateTimeFormat('en-GB', /** @type {Intl.DateTimeFormatOptions} */ (clock));
const dayFormat = new Intl.DateTimeFormat('en-GB', /** @type {Intl.DateTimeFormatOptions} */ (day));

/** Writes a time of the day. @param {number} at milliseconds since the epoch */
export const clockTime = (at) => clockFormat.format(at);

/** Writes a day. @param {number} at milliseconds since the epoch */
export const dayOf = (at) => dayFormat.format(at);

const units = /** @type {const} */ ([
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
]);

/** Writes a span of time with its largest unit. @param {number} ms */
export function span(ms) {
  const unit = units.find(([, length]) => ms >= length);
  return unit === undefined ? `${Math.round(ms)} ms` : `${Math.floor(ms / unit[1])} ${unit[0]}`;
}

/** Writes a status as a person says it. @param {string} status */
export const words = (status) => status.toLowerCase().replaceAll('_', ' ');
