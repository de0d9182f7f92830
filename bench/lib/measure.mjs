/** Times a call again and again; returns microseconds. */
export async function measure(call, { times, warmUp = Math.ceil(times / 10) }) {
  for (let round = 0; round < warmUp; round += 1) await call(round);
  const taken = [];
  for (let round = 0; round < times; round += 1) {
    const start = performance.now();
    await call(round);
    taken.push((performance.now() - start) * 1000);
  }
  const sorted = taken.toSorted((a, b) => a - b);
  const at = (share) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]);
  return { median: at(0.5), p95: at(0.95), p99: at(0.99) };
}
