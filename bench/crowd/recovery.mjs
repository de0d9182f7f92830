import { outcomes } from './platform.mjs';

/** Keeps the book of an outage: whom it hit, and when they had a new pair again. */
export function createRecovery({ shoppers, platform }) {
  const { outage } = platform.given;
  const failedAt = new Float64Array(shoppers).fill(-1);
  const drainedAt = [];
  let waiting = 0;
  let hit = 0;
  let withoutTokenMs = 0;

  const settle = (who) => {
    failedAt[who] = -1;
    waiting -= 1;
  };

  return {
    asked(who, outcome, now) {
      if (!platform.isAway(now) || outcome === outcomes.ok || failedAt[who] >= 0) return;
      failedAt[who] = now;
      waiting += 1;
      hit += 1;
    },
    received(who, usableUntil, now) {
      if (failedAt[who] < 0) return;
      withoutTokenMs += Math.max(0, now - Math.max(failedAt[who], usableUntil));
      settle(who);
      drainedAt.push(now);
    },
    gone(who) {
      if (failedAt[who] >= 0) settle(who);
    },
    summary() {
      if (outage === undefined)
        return { hit: 0, drain99Ms: 0, drainAllMs: 0, withoutTokenMs: 0, neverDrained: 0 };
      const sorted = Float64Array.from(drainedAt).sort();
      const at = (share) => {
        if (sorted.length === 0) return 0;
        const last = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
        return Math.max(0, Math.round(last - outage.until));
      };
      return { hit, drain99Ms: at(0.99), drainAllMs: at(1), withoutTokenMs, neverDrained: waiting };
    },
  };
}
