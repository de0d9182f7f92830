/** So many calls within so long: what a full bucket holds, and how long an empty one takes to fill. */
export interface Allowance {
  readonly calls: number;
  readonly withinMs: number;
}

/** What is kept of a bucket; a full one needs no keeping. */
export interface Bucket {
  /** What it took to fill it, in calls times milliseconds, so that no fraction of either gets lost. */
  readonly missing: number;
  /** When that was, in milliseconds since the epoch. */
  readonly at: number;
  readonly fullAt: number;
}

/** A bucket, and the time at which it is looked at. */
export interface BucketNow {
  /** @default a full one */
  readonly bucket: Bucket | undefined;
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

/** Looks into a bucket. */
export function levelOf(allowance: Allowance, { bucket, now }: BucketNow): Level {
  const { calls, withinMs } = allowance;
  const missing = missingOf(allowance, { bucket, now });
  const room = withinMs * calls - missing;
  return {
    remaining: Math.max(0, Math.floor(room / withinMs)),
    waitMs: Math.max(0, Math.ceil((withinMs - room) / calls)),
    fullAt: now + Math.ceil(missing / calls),
  };
}

/** Takes a call out of a bucket that has one. */
export function takeFrom(allowance: Allowance, { bucket, now }: BucketNow): Bucket {
  const missing = missingOf(allowance, { bucket, now }) + allowance.withinMs;
  return { missing, at: now, fullAt: now + Math.ceil(missing / allowance.calls) };
}

function missingOf({ calls }: Allowance, { bucket, now }: BucketNow): number {
  return bucket === undefined ? 0 : Math.max(0, bucket.missing - (now - bucket.at) * calls);
}
