import { busiest, round, thinned, total } from '../series.mjs';
import { batches, simulatePolling } from './simulate-polling.mjs';

const width = 5;
const minute = 60;

/** Runs a poller, and scales what the sample did up to the crowd, with the half width of a 95 % interval. */
export function measurePoller(options) {
  const run = simulatePolling(options);
  const { scale, outage, byBatch, recovered, polls, connects } = run;
  const [from, until] = [outage.from / 1_000, outage.until / 1_000];
  const steady = { from: from - 10 * minute, to: from };
  const rate = (list, range) => (total(list, range.from, range.to) * scale) / (range.to - range.from);
  const peak = (list, range) => {
    const { sum } = busiest(list, { width, ...range });
    return { value: (sum * scale) / width, error: (1.96 * Math.sqrt(sum) * scale) / width };
  };
  const all = polls.map((count, second) => count + connects[second]);
  const sorted = Float64Array.from(recovered).sort();
  const last = sorted[Math.ceil(sorted.length * 0.99) - 1] ?? outage.until;
  return {
    name: run.poller,
    requests: run.requests * scale,
    steady: round(rate(all, steady)),
    steadyError: round(errorOf(byBatch, { ...steady, scale })),
    opening: peak(all, { from: 9 * minute, to: 16 * minute }),
    outage: peak(all, { from, to: until }),
    outageMean: round(rate(all, { from, to: until })),
    connects: peak(connects, { from, to: until + 2 * minute }),
    afterMean: round(rate(all, { from: until, to: until + minute })),
    recovered99Ms: Math.round(last - outage.until),
    from: outage.from,
    series: thinned(all, width).map((count) => count * scale),
  };
}

/** 1.96 standard errors of the mean rate, from how much the parts of the sample differ. */
function errorOf(byBatch, { from, to, scale }) {
  const rates = byBatch.map((list) => (total(list, from, to) * scale * batches) / (to - from));
  const mean = total(rates) / batches;
  const variance = rates.reduce((sum, rate) => sum + (rate - mean) ** 2, 0) / (batches - 1);
  return 1.96 * Math.sqrt(variance / batches);
}
