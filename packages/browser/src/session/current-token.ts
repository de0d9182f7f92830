import type { LiveRecord } from '../stores/token-record.js';
import { estimateAge, isUnfinished, planAges } from './lifetime.js';
import type { SessionClock } from './session.js';

/** Whether a token may be handed out (`fresh`), may be and should be refreshed behind that (`due`), or may not be (`worn`). */
export type Standing = 'fresh' | 'due' | 'worn';

/** The access token in use, with its age. Answering from it touches nothing but two clocks. */
export interface CurrentToken {
  readonly token: string;
  /** Already settled; the same promise for every caller. */
  readonly promise: Promise<string>;
  /** Tells how it stands, by one look at a clock, and now and then at both. */
  standing(): Standing;
  /** Whether it may be handed out. */
  isUsable(): boolean;
  /** Tells how long until it should be refreshed ahead of need, in milliseconds; 0 or less when it should be now. */
  untilDue(): number;
  /** Takes note that an answer of 401 proved it useless, whatever its age. */
  reject(): void;
  /** Takes note of what became known beside the token. */
  note(record: LiveRecord): void;
  /** Whether an exchange began and was not answered: better now, while the platform may repeat the answer. */
  isHurried(): boolean;
}

/** How long a look at both clocks holds, in milliseconds: for all that a page asks for in one turn, say. */
const glanceMs = 20;

/** Takes an access token into use. */
export function currentToken(
  record: LiveRecord,
  options: { readonly clock: SessionClock; readonly random: () => number },
): CurrentToken {
  const { clock, random } = options;
  const monotonic = (): number => clock.monotonic?.() ?? clock.now();
  const since = monotonic();
  const wallSince = clock.now();
  const base = estimateAge(record, wallSince);
  // The monotonic clock may stand still while the device sleeps, the other one may be set: the larger counts.
  const age = (wall = clock.now()): number => base + Math.max(monotonic() - since, wall - wallSince);
  let { refreshAtMs, usableMs } = planAges(record.lifetimeMs, random);
  let noted = record;
  /** Between these times of the one clock nothing is asked of the other: two looks cost twice as much as one. */
  let looked = { from: Infinity, until: -Infinity };
  const lookAgain = (): void => void (looked = { from: Infinity, until: -Infinity });
  const isHurried = (): boolean => noted.startedAt !== undefined && isUnfinished(noted, clock.now());
  return {
    token: record.accessToken,
    promise: Promise.resolve(record.accessToken),
    standing() {
      const wall = clock.now();
      if (wall >= looked.from && wall < looked.until) return 'fresh';
      const now = age(wall);
      if (now >= usableMs) return 'worn';
      if (now >= refreshAtMs || isHurried()) return 'due';
      looked = { from: wall, until: wall + Math.min(glanceMs, refreshAtMs - now) };
      return 'fresh';
    },
    isUsable: () => age() < usableMs,
    untilDue: () => (isHurried() ? 0 : refreshAtMs - age()),
    reject() {
      usableMs = 0;
      refreshAtMs = 0;
      lookAgain();
    },
    note(record) {
      noted = record;
      lookAgain();
    },
    isHurried,
  };
}
