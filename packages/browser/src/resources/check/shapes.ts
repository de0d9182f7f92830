import { isObject, text, when, type Check } from './check.js';

/** Accepts a finite number. */
export const number: Check = when(Number.isFinite);

/** Accepts a whole number that counts something. */
export const count: Check = when((value) => Number.isSafeInteger(value) && Number(value) >= 0);

/** Accepts true and false. */
export const boolean: Check = when((value) => typeof value === 'boolean');

/** Accepts any string. */
export const string: Check = text();

/** Accepts an id in an answer: opaque, only present. */
export const id: Check = text(1, 256);

/** Accepts a grant: opaque, long enough to be one. */
export const grant: Check = text(16, 2048);

const amount = /^\d{1,12}(\.\d{1,8})?$/;

/** Accepts a decimal amount; never a number. */
export const money: Check = when((value) => typeof value === 'string' && amount.test(value));

/** Accepts an object with whatever members. */
export const bag: Check = when(isObject);

/** Accepts an ISO 8601 time in UTC, of a day that exists. */
export const timestamp: Check = when((value) => typeof value === 'string' && isTimestamp(value));

const form = /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z$/;

function isTimestamp(value: string): boolean {
  if (!form.test(value)) return false;
  const day = value.slice(0, 10);
  const parsed = new Date(`${day}T00:00:00Z`);
  // Engines disagree on whether 30 February is refused or becomes 2 March.
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day);
}
