import { start } from './open-shop.js';

/** A time so many seconds after the tests begin. */
export function at(seconds: number): string {
  return new Date(Date.parse(start) + seconds * 1000).toISOString();
}
