import { randomBytes } from 'node:crypto';
import { refuse } from '../refusal.js';
import { tenantKey, type Tenant } from '../tenant.js';
import type { SortValue } from './compare-sort-values.js';

/** A place in a sorted list. */
export interface Cursor {
  readonly value: SortValue;
  readonly serial: number;
  /** What the list was sorted by. */
  readonly order: string;
}

/** The cursors of one tenant. They say nothing, since what a list is sorted by may be somebody's address. */
export interface TenantCursors {
  write(cursor: Cursor): string;
  /** @throws {MockRefusal} `validation_error` where it is not one of a list in this order, or was not used for a day. */
  read(text: string, order: string): Cursor;
  /** Forgets the cursors at one of these values: the place cannot be told without telling who stood there. */
  forget(values: readonly string[]): void;
}

/** The cursors that were given out. */
export interface Cursors {
  of(tenant: Tenant): TenantCursors;
}

interface KeptCursor {
  readonly owner: string;
  readonly cursor: Cursor;
  readonly usedAt: number;
}

/** How long a cursor lives without being used. */
const lifeMs = 24 * 60 * 60_000;
/** How many are remembered; those that were not used for the longest time are forgotten first. */
const most = 50_000;

/** Makes an empty set of cursors; `now` is in milliseconds since the epoch. */
export function createCursors({ clock }: { readonly clock: { now(): number } }): Cursors {
  const kept = new Map<string, KeptCursor>();

  function keep(text: string, found: Omit<KeptCursor, 'usedAt'>): void {
    kept.delete(text); // to stand last again: a Map iterates in the order of insertion (ECMA-262 §24.1)
    kept.set(text, { ...found, usedAt: clock.now() });
    for (const [oldest] of kept) {
      if (kept.size <= most) break;
      kept.delete(oldest);
    }
  }

  function of(tenant: Tenant): TenantCursors {
    const owner = tenantKey(tenant);
    return {
      write(cursor) {
        const text = randomBytes(18).toString('base64url');
        keep(text, { owner, cursor });
        return text;
      },
      read(text, order) {
        const found = kept.get(text);
        if (found === undefined || found.owner !== owner || found.cursor.order !== order) {
          return refuse('validation_error', 'The cursor is not one of this list in this order.');
        }
        if (clock.now() - found.usedAt >= lifeMs) {
          return refuse('validation_error', 'The cursor is too old; begin with the first page again.');
        }
        keep(text, found);
        return found.cursor;
      },
      forget(values) {
        for (const [text, { owner: whose, cursor }] of kept) {
          const isAmong = typeof cursor.value === 'string' && values.includes(cursor.value);
          if (whose === owner && isAmong) kept.delete(text);
        }
      },
    };
  }

  return { of };
}
