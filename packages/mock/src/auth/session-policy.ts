/** When sessions of consumers end by themselves; what is left out has no limit. */
export interface SessionPolicy {
  /** After so many seconds in which the shopper did nothing. */
  readonly idleSeconds?: number;
  /** So many seconds after the sign-in, whatever happens. */
  readonly absoluteSeconds?: number;
}

/** The times of a session, in milliseconds since the epoch. */
export interface SessionTimes {
  readonly createdAt: number;
  readonly lastUsedAt: number;
}

/** Tells which limit of a policy a session is past, the absolute one first. */
export function limitPassed(
  policy: SessionPolicy,
  { createdAt, lastUsedAt, now }: SessionTimes & { readonly now: number },
): 'absolute' | 'idle' | undefined {
  const { idleSeconds = Infinity, absoluteSeconds = Infinity } = policy;
  if (now - createdAt >= absoluteSeconds * 1000) return 'absolute';
  return now - lastUsedAt >= idleSeconds * 1000 ? 'idle' : undefined;
}

/** Ten years: the longest that something of a session may take. */
export const longestSeconds = 315_360_000;

const names: readonly (keyof SessionPolicy)[] = ['idleSeconds', 'absoluteSeconds'];

/**
 * Checks a policy that comes from outside.
 *
 * @throws {TypeError} where a limit is unknown or not a number of seconds.
 */
export function checkSessionPolicy(given: object): SessionPolicy {
  for (const [name, value] of Object.entries(given)) {
    if (!names.includes(name as keyof SessionPolicy)) {
      throw new TypeError(`"${name}" is not a limit of "sessionPolicy"; the limits are ${names.join(', ')}.`);
    }
    if (typeof value !== 'number' || !(value > 0 && value <= longestSeconds)) {
      throw new TypeError(
        `"sessionPolicy.${name}" must be more than 0 and at most ${String(longestSeconds)} seconds.`,
      );
    }
  }
  return given; // every member was checked
}
