import { addBucket, newBucket, renew, spend, type LoyaltyBucket } from './loyalty-buckets.js';
import type { LoyaltyRules } from './loyalty-rules.js';
import { utcDay } from './utc-day.js';

/** What points came from, or went to. */
export interface LoyaltySource {
  readonly type: 'ORDER' | 'EVENT' | 'ADJUSTMENT' | 'EXPIRATION';
  readonly id?: string | undefined;
  /** In words, for the merchant. */
  readonly description: string;
}

/** One change of a consumer's points. */
export interface LoyaltyEntry {
  readonly id: string;
  readonly type: 'EARN' | 'ADJUST' | 'EXPIRE';
  /** Below 0 where points were lost. */
  readonly points: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly source: LoyaltySource;
  /** The bucket that it is about; absent where points were taken from whichever. */
  readonly bucket?: Pick<LoyaltyBucket, 'earnedOn' | 'expiresOn'>;
}

/** Points on their way, and when. */
export interface LoyaltyCommand {
  /** Milliseconds since the epoch; never earlier than in the command before. */
  readonly now: number;
  readonly points: number;
  readonly source: LoyaltySource;
}

/** The points of one consumer, without clock or network: time comes in with every command and every look. */
export interface LoyaltyLedger {
  balance(now: number): number;
  /** All that was ever earned or given. */
  lifetimePoints(): number;
  /** What is left, by the day on which it was earned and the day on which it expires, the soonest first. */
  buckets(now: number): readonly LoyaltyBucket[];
  /** In order of time. */
  entries(now: number): readonly LoyaltyEntry[];
  /** Earns as many points as the caps allow; `undefined` where that is none. */
  earn(command: LoyaltyCommand): LoyaltyEntry | undefined;
  /** Gives points or, below 0, takes them; `undefined` where there are fewer. */
  adjust(command: LoyaltyCommand): LoyaltyEntry | undefined;
  /** All that was ever earned by one order. */
  earnedBy(orderId: string): number;
  /** Takes points back, as far as there are any; `undefined` where there are none. */
  takeBack(command: LoyaltyCommand): LoyaltyEntry | undefined;
  /** Takes over what another ledger holds. */
  absorb(other: LoyaltyLedger, now: number): void;
}

/** What a ledger works with. */
export interface LoyaltyLedgerOptions {
  /** Read at every step, so that they may change. */
  readonly rules: () => LoyaltyRules;
  readonly newId: () => string;
}

/** A trillion: sums of such balances stay whole numbers, however many consumers become one. */
const mostPoints = 1e12;

/** Opens an empty ledger. */
export function createLoyaltyLedger({ rules, newId }: LoyaltyLedgerOptions): LoyaltyLedger {
  let buckets: readonly LoyaltyBucket[] = [];
  let entries: LoyaltyEntry[] = [];

  const total = (): number => buckets.reduce((sum, { points }) => sum + points, 0);

  function note(entry: Omit<LoyaltyEntry, 'id'>): LoyaltyEntry {
    const noted = { id: newId(), ...entry };
    entries.push(noted);
    return noted;
  }

  function expire(now: number): void {
    const today = utcDay(now);
    const isGone = ({ expiresOn }: LoyaltyBucket): boolean => expiresOn !== null && expiresOn <= today;
    const gone = buckets.filter(isGone);
    buckets = buckets.filter((bucket) => !isGone(bucket));
    for (const { points, earnedOn, expiresOn } of gone) {
      const source: LoyaltySource = { type: 'EXPIRATION', description: 'Points expired' };
      const at = Date.parse(expiresOn ?? today);
      note({ type: 'EXPIRE', points: -points, at, source, bucket: { earnedOn, expiresOn } });
    }
  }

  function credit(type: 'EARN' | 'ADJUST', { now, points, source }: LoyaltyCommand): LoyaltyEntry {
    const bucket = newBucket(rules(), { earnedOn: utcDay(now), points });
    buckets = addBucket(renew(buckets, bucket.earnedOn), bucket);
    const { earnedOn, expiresOn } = bucket;
    return note({ type, points, at: now, source, bucket: { earnedOn, expiresOn } });
  }

  function debit({ now, points, source }: LoyaltyCommand): LoyaltyEntry {
    buckets = renew(spend(buckets, points), utcDay(now));
    return note({ type: 'ADJUST', points: -points, at: now, source });
  }

  /** How much may still be earned now. */
  function headroom(now: number): number {
    const { maxBalance, dailyEarnCap, monthlyEarnCap } = rules();
    const day = utcDay(now);
    const rooms = [
      [Math.min(maxBalance ?? mostPoints, mostPoints), total()],
      [dailyEarnCap, earnedSince(day)],
      [monthlyEarnCap, earnedSince(`${day.slice(0, 7)}-01`)],
    ] as const;
    return Math.min(...rooms.map(([cap, used]) => (cap === null ? Infinity : Math.max(0, cap - used))));
  }

  function earnedSince(day: string): number {
    const since = Date.parse(day);
    let sum = 0;
    for (let index = entries.length - 1; index >= 0; index -= 1) {
      const entry = entries[index];
      if (entry === undefined || entry.at < since) break;
      if (entry.type === 'EARN') sum += entry.points;
    }
    return sum;
  }

  return {
    balance(now) {
      expire(now);
      return total();
    },
    lifetimePoints: () => entries.reduce((sum, { points }) => sum + Math.max(0, points), 0),
    buckets(now) {
      expire(now);
      return buckets;
    },
    entries(now) {
      expire(now);
      return entries;
    },
    earn(command) {
      expire(command.now);
      const points = rules().enabled ? Math.min(command.points, headroom(command.now)) : 0;
      return points > 0 ? credit('EARN', { ...command, points }) : undefined;
    },
    adjust(command) {
      const { now, points, source } = command;
      expire(now);
      if (points >= 0) return credit('ADJUST', command);
      return total() < -points ? undefined : debit({ now, points: -points, source });
    },
    earnedBy: (orderId) =>
      entries
        .filter(({ type, source }) => type === 'EARN' && source.type === 'ORDER' && source.id === orderId)
        .reduce((sum, { points }) => sum + points, 0),
    takeBack(command) {
      expire(command.now);
      const points = Math.min(command.points, total());
      return points > 0 ? debit({ ...command, points }) : undefined;
    },
    absorb(other, now) {
      expire(now);
      buckets = other.buckets(now).reduce(addBucket, buckets);
      entries = [...entries, ...other.entries(now)].sort((a, b) => a.at - b.at);
    },
  };
}
