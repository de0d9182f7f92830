import { createHash } from 'node:crypto';
import type { MockContext } from '../../context.js';
import { isoTime } from '../../state/iso-time.js';

/** A long-lived token, as the dashboard shows it. */
export interface ApiTokenView {
  readonly id: string;
  readonly lifetime: ApiTokenLifetime;
  readonly expires_at: string;
  readonly is_valid: boolean;
}

/** The same, with the token itself: that is shown once. */
export interface NewApiToken extends ApiTokenView {
  readonly token: string;
}

/** The long-lived tokens that a merchant makes in the dashboard. */
export interface ApiTokens {
  create(lifetime: ApiTokenLifetime): NewApiToken;
  list(): readonly ApiTokenView[];
  isGood(token: string): boolean;
  /** Puts another token of the same lifetime in the place of one, which is worth nothing any more; `undefined` for no token. */
  rotate(id: string): NewApiToken | undefined;
  /** Makes a token worthless, and keeps it in the list; `false` for no token. */
  invalidate(id: string): boolean;
  /** @returns `false` for no token. */
  remove(id: string): boolean;
}

/** How long a token may live: hours, or months of the calendar. */
export type ApiTokenLifetime = '24h' | '1m' | '3m' | '6m' | '12m';

const lifetimes: Readonly<Record<ApiTokenLifetime, (now: number) => number>> = {
  '24h': (now) => now + 24 * 3_600_000,
  '1m': (now) => monthsAfter(now, 1),
  '3m': (now) => monthsAfter(now, 3),
  '6m': (now) => monthsAfter(now, 6),
  '12m': (now) => monthsAfter(now, 12),
};

/** Tells whether the dashboard offers a lifetime. */
export function isApiTokenLifetime(text: string): text is ApiTokenLifetime {
  return Object.hasOwn(lifetimes, text);
}

interface Row {
  readonly id: string;
  readonly lifetime: ApiTokenLifetime;
  hash: string;
  expiresAt: number;
  isInvalidated: boolean;
}

/** Makes an empty list of tokens. */
export function createApiTokens({ clock, newId, newSecret }: MockContext): ApiTokens {
  const rows = new Map<string, Row>();
  const isValid = ({ isInvalidated, expiresAt }: Row): boolean => !isInvalidated && expiresAt > clock.now();
  const view = (row: Row): ApiTokenView => ({
    id: row.id,
    lifetime: row.lifetime,
    expires_at: isoTime(row.expiresAt),
    is_valid: isValid(row),
  });
  const place = (id: string, lifetime: ApiTokenLifetime): NewApiToken => {
    const token = newSecret('fcapi');
    const expiresAt = lifetimes[lifetime](clock.now());
    const row: Row = { id, lifetime, hash: hashOf(token), expiresAt, isInvalidated: false };
    rows.set(id, row);
    return { ...view(row), token };
  };

  return {
    create: (lifetime) => place(newId('fcat'), lifetime),
    list: () => [...rows.values()].map(view),
    isGood(token) {
      const hash = hashOf(token);
      return [...rows.values()].some((row) => row.hash === hash && isValid(row));
    },
    rotate(id) {
      const row = rows.get(id);
      return row && place(id, row.lifetime);
    },
    invalidate(id) {
      const row = rows.get(id);
      if (row !== undefined) row.isInvalidated = true;
      return row !== undefined;
    },
    remove: (id) => rows.delete(id),
  };
}

/** The same day of a later month, or its last one. */
function monthsAfter(now: number, months: number): number {
  const then = new Date(now);
  const day = then.getUTCDate();
  then.setUTCMonth(then.getUTCMonth() + months, 1);
  const last = new Date(Date.UTC(then.getUTCFullYear(), then.getUTCMonth() + 1, 0)).getUTCDate();
  then.setUTCDate(Math.min(day, last));
  return then.getTime();
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
