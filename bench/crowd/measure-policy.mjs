import { busiest, round, thinned, total } from './series.mjs';
import { simulateTokens } from './simulate-tokens.mjs';

/** Everybody has signed in by then; what refreshes come later is the policy's own doing. */
const signedInBy = 40 * 60;
/** Peaks are means of ten seconds, so that chance counts for little. */
const width = 10;

/**
 * Runs a policy twice: on a calm day, and with an outage of a minute that begins in the minute that was its busiest then. So each is hit where it
 * hurts it most.
 */
export function measurePolicy({ policy, shoppers, seed, outageMs = 60_000, platform = {} }) {
  const calm = simulateTokens({ shoppers, seed, policy, platform });
  const from = busiest(calm.refreshes, { width: outageMs / 1_000, from: signedInBy }).at * 1_000;
  const outage = { from, until: from + outageMs, ...platform.outage };
  const hard = simulateTokens({ shoppers, seed, policy, platform: { ...platform, outage } });
  const seconds = calm.refreshes.length;
  const mean = total(calm.refreshes, signedInBy) / (seconds - signedInBy);
  const peak = peakOf(calm, signedInBy, seconds);
  return {
    name: policy.name,
    calm: {
      signIns: total(calm.signIns),
      refreshes: total(calm.refreshes),
      mean: round(mean),
      peak: round(peak),
      peakToMean: round(peak / mean),
      lostPlaces: calm.lostPlaces,
    },
    outage: {
      from,
      until: outage.until,
      refreshes: total(hard.refreshes),
      extra: total(hard.refreshes) - total(calm.refreshes),
      peak: round(peakOf(hard, from / 1_000, from / 1_000 + 600)),
      hit: hard.hit,
      limited: hard.outcomes[2],
      drain99Ms: hard.drain99Ms,
      drainAllMs: hard.drainAllMs,
      minutesWithoutToken: Math.round(hard.withoutTokenMs / 60_000),
      lostPlaces: hard.lostPlaces,
    },
    series: {
      calm: thinned(calm.refreshes, width),
      signIns: thinned(calm.signIns, width),
      outage: thinned(hard.refreshes.subarray(from / 1_000 - 120, from / 1_000 + 300), 2),
    },
    events: calm.events + hard.events,
  };
}

function peakOf({ refreshes }, from, to) {
  return busiest(refreshes, { width, from, to }).sum / width;
}
