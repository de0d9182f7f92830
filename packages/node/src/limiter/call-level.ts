/** How many calls are left of a limit that fills up evenly, as a caller reckons. */
export interface CallLevel {
  /** How many calls a minute takes, and how many there are at most. */
  readonly perMinute: number;
  /** How many are left, with fractions; less than none where more are under way than was known. */
  readonly left: number;
  /** When that was, in milliseconds since the epoch. */
  readonly at: number;
}

const minuteMs = 60_000;
/** What fractions may lose on their way. */
const one = 1 - 1e-9;

/** Begins with a number of calls that are left. */
export function levelOf(
  perMinute: number,
  { left, now }: { readonly left: number; readonly now: number },
): CallLevel {
  return { perMinute, left: Math.min(left, perMinute), at: now };
}

/** Lets time pass. A clock that was set back lets none. */
export function refill(level: CallLevel, now: number): CallLevel {
  const passed = Math.max(0, now - level.at);
  const left = Math.min(level.perMinute, level.left + (passed * level.perMinute) / minuteMs);
  return { ...level, left, at: now };
}

/** Tells how long until the next call may go, in milliseconds; 0 where it may go now. */
export function waitFor(level: CallLevel, now: number): number {
  const { left, perMinute } = refill(level, now);
  return left >= one ? 0 : Math.ceil(((1 - left) * minuteMs) / perMinute);
}

/** Takes a call out. */
export function take(level: CallLevel, now: number): CallLevel {
  const present = refill(level, now);
  return { ...present, left: present.left - 1 };
}

/**
 * Corrects the reckoning by what an answer says is left, of which those under way may take their part yet. Only ever downwards: answers
 * overtake each other. A tenth is left alone: the more processes share the limit, the deeper they get into it, and the longer each of them waits,
 * until all together call as often as it allows.
 */
export function correct(
  level: CallLevel,
  {
    remaining,
    underWay,
    now,
  }: { readonly remaining: number; readonly underWay: number; readonly now: number },
): CallLevel {
  const present = refill(level, now);
  const reserve = Math.floor(level.perMinute / 10);
  return { ...present, left: Math.min(present.left, remaining - underWay - reserve) };
}

/** Has a call left after so long, and no more, where the platform has refused one. */
export function empty(
  level: CallLevel,
  { ms, now }: { readonly ms: number; readonly now: number },
): CallLevel {
  const present = refill(level, now);
  return { ...present, left: Math.min(present.left, 1 - (ms * level.perMinute) / minuteMs) };
}
