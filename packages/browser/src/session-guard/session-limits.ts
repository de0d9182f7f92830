/** When a session ends by itself. */
export interface SessionLimits {
  /** After so long in which the shopper did nothing, in milliseconds. @default no limit */
  readonly idleMs?: number | undefined;
  /** So long after the sign-in, whatever happens, in milliseconds. @default no limit */
  readonly absoluteMs?: number | undefined;
  /** How long before an end the warning comes, in milliseconds. @default 60_000 */
  readonly warnMs?: number | undefined;
}

/** What a merchant's own sessions usually have: 15 minutes without activity, 8 hours in all. */
export const merchantSessionLimits = { idleMs: 900_000, absoluteMs: 28_800_000, warnMs: 60_000 } as const;

/** What is known of a session at some moment, in milliseconds since the epoch. */
export interface SessionTimes {
  readonly startedAt: number;
  /** When the shopper last did something, in whatever tab. */
  readonly activeAt: number;
  /** When the shopper was last seen to take part in something, or to hold a grant; nobody is cut off then. */
  readonly partAt?: number | undefined;
}

/** What comes next. */
export interface NextEnd {
  readonly reason: 'idle' | 'absolute';
  /** In milliseconds since the epoch. */
  readonly endsAt: number;
}

/** How old the news may be that the shopper takes part in something: timers of hidden tabs are slow. */
const newsMs = 90_000;

/** Tells which limit ends a session next; `undefined` where none does. */
export function nextEnd(times: SessionTimes, limits: SessionLimits): NextEnd | undefined {
  const { idleMs = Infinity, absoluteMs = Infinity, warnMs = merchantSessionLimits.warnMs } = limits;
  const { startedAt, activeAt, partAt = -Infinity } = times;
  const idle = Math.max(activeAt, partAt) + idleMs; // who has just left a line was not away meanwhile
  const absolute = Math.max(startedAt + absoluteMs, partAt + newsMs + warnMs); // nor is anybody cut off without a warning
  const endsAt = Math.min(idle, absolute);
  if (endsAt === Infinity) return undefined;
  return { reason: absolute <= idle ? 'absolute' : 'idle', endsAt };
}
