import type { LoyaltyRules } from './loyalty-rules.js';
import { monthsLater } from './utc-day.js';

/** Points that were earned on one day and expire together. Days are as in `2026-11-22`. */
export interface LoyaltyBucket {
  readonly earnedOn: string;
  /** The first day on which they are gone; `null` where they stay. */
  readonly expiresOn: string | null;
  /** Whatever happens puts the day off until so many months later; `null` where nothing does. */
  readonly renewMonths: number | null;
  readonly points: number;
}

/** Makes a bucket under the rules of its day. */
export function newBucket(
  rules: LoyaltyRules,
  { earnedOn, points }: Pick<LoyaltyBucket, 'earnedOn' | 'points'>,
): LoyaltyBucket {
  const { expirationType, fixedExpireMonths, inactivityExpireMonths } = rules;
  const renewMonths = expirationType === 'inactivity' ? inactivityExpireMonths : null;
  const months = expirationType === 'fixed' ? fixedExpireMonths : renewMonths;
  return { earnedOn, points, renewMonths, expiresOn: months === null ? null : monthsLater(earnedOn, months) };
}

/** Puts off what is put off by something that happens on a day. */
export function renew(buckets: readonly LoyaltyBucket[], day: string): LoyaltyBucket[] {
  const renewed = buckets.map((bucket) =>
    bucket.renewMonths === null ? bucket : { ...bucket, expiresOn: monthsLater(day, bucket.renewMonths) },
  );
  return soonestFirst(renewed);
}

/** Adds a bucket, to a like one where there is one. */
export function addBucket(buckets: readonly LoyaltyBucket[], added: LoyaltyBucket): LoyaltyBucket[] {
  const like = buckets.find((bucket) => keyOf(bucket) === keyOf(added));
  const others = buckets.filter((bucket) => bucket !== like);
  return soonestFirst([...others, { ...added, points: added.points + (like?.points ?? 0) }]);
}

/** Takes points, first from what expires first. */
export function spend(buckets: readonly LoyaltyBucket[], points: number): LoyaltyBucket[] {
  let open = points;
  return buckets.flatMap((bucket) => {
    const taken = Math.min(open, bucket.points);
    open -= taken;
    return taken === bucket.points ? [] : [{ ...bucket, points: bucket.points - taken }];
  });
}

function soonestFirst(buckets: readonly LoyaltyBucket[]): LoyaltyBucket[] {
  return [...buckets].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** In the order of digits and letters, days come before `never`. */
function keyOf({ expiresOn, earnedOn, renewMonths }: LoyaltyBucket): string {
  return `${expiresOn ?? 'never'} ${earnedOn} ${renewMonths ?? ''}`;
}
