/** How a request went. */
export const outcomes = {
  ok: 0,
  /** It took effect, and the answer was lost on its way. */
  lost: 1,
  /** 429 with `Retry-After`. */
  limited: 2,
  /** No connection. */
  refused: 3,
  /** 503 of what stands in front of the platform. */
  down: 4,
  /** 401: a refresh token that was spent already. Its family ends with it. */
  reused: 5,
  /** 401: a family that ended. */
  revoked: 6,
};
export const outcomeNames = Object.keys(outcomes);

const about = { latency: 20, luck: 21, kind: 22 };

/** What the platform is like; a policy may be served by its own kind of platform. */
export const platformDefaults = {
  /** Requests a second that it takes, for each shopper of the crowd; a bucket holds one second of them. */
  capacityPerShopper: 0.005,
  retryAfterMs: 5_000,
  leewayMs: 60_000,
  latencyMs: { least: 40, most: 120 },
  /** How many answers are lost on an ordinary day. */
  lostShare: 0.001,
  outage: undefined,
};

/**
 * Creates the platform: it rotates refresh tokens, repeats the last answer within a leeway, ends the family of one that is used twice, takes so
 * many requests a second, and is away during an outage. Every request is counted once, with its outcome.
 */
export function createPlatform({ shoppers, dice, horizonMs, settings }) {
  const given = { ...platformDefaults, ...settings };
  const capacity = shoppers * given.capacityPerShopper;
  const seconds = Math.ceil(horizonMs / 1_000);
  const current = new Int32Array(shoppers);
  const rotatedAt = new Float64Array(shoppers);
  const isRevoked = new Uint8Array(shoppers);
  const traffic = {
    signIns: new Uint32Array(seconds),
    refreshes: new Uint32Array(seconds),
    outcomes: outcomeNames.map(() => 0),
    requests: 0,
  };
  let bucket = capacity;
  let filledAt = 0;

  const { outage, latencyMs } = given;
  const isAway = (time) => outage !== undefined && time >= outage.from && time < outage.until;

  const takesMore = (now) => {
    bucket = Math.min(capacity, bucket + ((now - filledAt) / 1_000) * capacity);
    filledAt = now;
    if (bucket < 1) return false;
    bucket -= 1;
    return true;
  };

  const rotate = (who, presented, now) => {
    if (isRevoked[who] === 1) return outcomes.revoked;
    if (presented === current[who]) {
      current[who] += 1;
      rotatedAt[who] = now;
      return outcomes.ok;
    }
    if (presented === current[who] - 1 && now - rotatedAt[who] <= given.leewayMs) return outcomes.ok;
    isRevoked[who] = 1;
    return outcomes.reused;
  };

  const ask = (who, now, work) => {
    const serial = traffic.requests++;
    platform.latencyMs =
      latencyMs.least + (latencyMs.most - latencyMs.least) * dice(who, about.latency, serial);
    let outcome;
    if (isAway(now)) {
      outcome = dice(who, about.kind, serial) < 0.5 ? outcomes.refused : outcomes.down;
      platform.latencyMs /= 4;
    } else if (!takesMore(now)) outcome = outcomes.limited;
    else {
      outcome = work();
      const isCut = outage?.cutsAnswers === true && isAway(now + platform.latencyMs);
      const isUnlucky = dice(who, about.luck, serial) < given.lostShare;
      if (outcome === outcomes.ok && (isCut || isUnlucky)) outcome = outcomes.lost;
    }
    traffic.outcomes[outcome] += 1;
    return outcome;
  };

  const platform = {
    traffic,
    isAway,
    given,
    /** How long the last answer takes, in milliseconds. */
    latencyMs: 0,
    /** A new family of tokens, of which the first has the number 0. */
    signIn(who, now) {
      traffic.signIns[Math.floor(now / 1_000)] += 1;
      return ask(who, now, () => {
        current[who] = 0;
        rotatedAt[who] = -Infinity;
        isRevoked[who] = 0;
        return outcomes.ok;
      });
    },
    /** Trades the refresh token with that number. */
    refresh(who, presented, now) {
      traffic.refreshes[Math.floor(now / 1_000)] += 1;
      return ask(who, now, () => rotate(who, presented, now));
    },
    /** The number of the refresh token that is good now. */
    generation: (who) => current[who],
  };
  return platform;
}
