/** So many calls within so long: what a full bucket holds, and how long an empty one takes to fill. */
export interface Allowance {
  readonly calls: number;
  readonly withinMs: number;
}

/** A bucket as it is now. All that is kept of one is when it will be full; a full one needs no keeping. */
export interface Bucket {
  /** Milliseconds since the epoch. @default it is full */
  readonly fullAt: number | undefined;
  readonly now: number;
}

/** What a bucket holds. */
export interface Level {
  /** How many calls may be made at once. */
  readonly remaining: number;
  /** How long until there is one; 0 where there is. */
  readonly waitMs: number;
  readonly fullAt: number;
}

/** Sums of fractions of a millisecond are off by less than this. */
const epsilon = 1e-6;

/** Looks into a bucket. */
export function levelOf({ calls, withinMs }: Allowance, { fullAt, now }: Bucket): Level {
  const perCall = withinMs / calls;
  const missingMs = Math.max(0, (fullAt ?? now) - now);
  return {
    remaining: Math.max(0, Math.floor((withinMs - missingMs) / perCall + epsilon)),
    waitMs: Math.max(0, Math.ceil(missingMs + perCall - withinMs - epsilon)),
    fullAt: now + missingMs,
  };
}

/** Takes a call out of a bucket that has one; returns when it will be full. */
export function takeFrom({ calls, withinMs }: Allowance, { fullAt, now }: Bucket): number {
  return Math.max(fullAt ?? now, now) + withinMs / calls;
}
