import { refuse } from '../refusal.js';
import type { SortValue } from './compare-sort-values.js';

/** A place in a sorted list. */
export interface Cursor {
  readonly value: SortValue;
  readonly serial: number;
  /** What the list was sorted by. */
  readonly order: string;
  /** When it was written, in milliseconds since the epoch. */
  readonly at: number;
}

/** How long a cursor lives without being used. */
const lifeMs = 24 * 60 * 60_000;

/** Writes a cursor; opaque to whoever gets it. */
export function writeCursor({ value, serial, order, at }: Cursor): string {
  return Buffer.from(JSON.stringify([value, serial, order, at])).toString('base64url');
}

/**
 * Reads a cursor.
 *
 * @throws {MockRefusal} `validation_error` where it is not one of this list, or is too old.
 */
export function readCursor(text: string, { order, now }: Pick<Cursor, 'order'> & { now: number }): Cursor {
  const cursor = parse(text);
  if (cursor === undefined || cursor.order !== order) {
    return refuse('validation_error', 'The cursor is not one of this list in this order.');
  }
  if (now - cursor.at >= lifeMs) {
    return refuse('validation_error', 'The cursor is too old; begin with the first page again.');
  }
  return cursor;
}

function parse(text: string): Cursor | undefined {
  try {
    const [value, serial, order, at, ...rest]: readonly unknown[] = JSON.parse(
      Buffer.from(text, 'base64url').toString(),
    ) as unknown[]; // anything that is no array throws, and is no cursor
    const isValue = value === null || typeof value === 'string' || typeof value === 'number';
    if (!isValue || typeof serial !== 'number' || typeof order !== 'string' || typeof at !== 'number')
      return undefined;
    return rest.length === 0 ? { value, serial, order, at } : undefined;
  } catch {
    return undefined;
  }
}
