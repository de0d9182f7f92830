const minute = 60_000;

/** When the line opens, how fast it moves, and how long whoever was let in stays. */
export const queueDefaults = { opensAtMs: 10 * minute, emptyAfterMs: 100 * minute, grantMs: 10 * minute };

/**
 * Creates a line that a sample of the crowd stands in: each of them stands for `scale` shoppers. It moves evenly, as fast as lets everybody in within
 * `emptyAfterMs`.
 */
export function createQueue({ shoppers, scale }) {
  const { opensAtMs, emptyAfterMs, grantMs } = queueDefaults;
  const msPerShopper = emptyAfterMs / shoppers;
  const sample = shoppers / scale;
  const admittedAt = new Float64Array(sample).fill(Infinity);
  let entered = 0;

  return {
    opensAtMs,
    isOpen: (now) => now >= opensAtMs,
    hasEntered: (who) => admittedAt[who] < Infinity,
    enter(who, now) {
      entered += scale;
      admittedAt[who] = Math.max(now, opensAtMs + entered * msPerShopper);
    },
    /** What the platform would say of a shopper, as far as the decisions of the SDK ask. */
    snapshotOf(who, now) {
      if (!this.isOpen(now)) return routed('scheduled', { distribution: { opensAt: isoTime(opensAtMs) } });
      if (!this.hasEntered(who)) return routed('enterable', {});
      const estimatedWaitMs = admittedAt[who] - now;
      if (estimatedWaitMs > 0) return routed('participating', { place: { estimatedWaitMs } });
      return routed('granted', { grant: { expiresAt: isoTime(admittedAt[who] + grantMs) } });
    },
    admittedAt: (who) => admittedAt[who],
  };
}

/** Virtual time begins at 0. */
function isoTime(ms) {
  return new Date(ms).toISOString();
}

function routed(phase, more) {
  return { journeyStage: 'routed', mechanism: 'queue', phase, ...more };
}
