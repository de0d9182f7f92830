/** What a draw gives away, to how many and when. Times are milliseconds since the epoch. */
export interface DrawRules {
  readonly winnerCount: number;
  /** How many may have an entry at once; `null` for any number. */
  readonly capacity: number | null;
  /** How long a win can be used, in milliseconds; `null` for ever. */
  readonly admissionExpirationMs: number | null;
  /** A winner who does not buy is replaced, until as many as may have bought or nobody is left. */
  readonly continueSelecting: boolean;
  /** When the draw opens; `null` where it is open from the start. */
  readonly opensAt: number | null;
  /** When the draw takes no more entries; `null` where it does until the winners are drawn. */
  readonly closesAt: number | null;
  /** When the winners are drawn. */
  readonly drawsAt: number;
  /** When the draw was called off; `null` where it was not. */
  readonly endsAt: number | null;
}

/** Whether a draw takes entries; `settling` between the last entry and the end of the selection. */
export type DrawLifecycle = 'scheduled' | 'open' | 'settling' | 'closed';

/** When a draw takes no more entries: never later than when the winners are drawn. */
export function entriesCloseAt({ closesAt, drawsAt }: DrawRules): number {
  return Math.min(closesAt ?? drawsAt, drawsAt);
}

/** Tells where a draw that nobody has entered yet is in its life. */
export function drawLifecycle(rules: DrawRules, now: number): DrawLifecycle {
  if (now >= Math.min(rules.drawsAt, rules.endsAt ?? Infinity)) return 'closed';
  if (now >= entriesCloseAt(rules)) return 'settling';
  if (rules.opensAt !== null && now < rules.opensAt) return 'scheduled';
  return 'open';
}
