import { told } from './told.mjs';

/** Measures all peers by turns, round after round, so that what else the machine does meets all of them; medians of each figure. */
export async function inRounds(bench, rounds, measure) {
  const found = new Map(bench.peers.map((peer) => [peer.name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const first = round % bench.peers.length; // nobody always comes behind the same neighbour
    for (const peer of [...bench.peers.slice(first), ...bench.peers.slice(0, first)])
      found.get(peer.name).push(await told((open) => measure(open, peer), { bench, peer }));
  }
  return Object.fromEntries([...found].map(([name, all]) => [name, medians(all)]));
}

/** Figures become their median, with the least and the most of the rounds; a yes is one only if it was one every time. */
function medians(all) {
  const broken = all.find(({ broken }) => broken !== undefined);
  if (broken !== undefined) return broken;
  const merged = {};
  for (const [name, first] of Object.entries(all[0])) {
    const values = all.map((one) => one[name]);
    if (typeof first === 'number') {
      values.sort((a, b) => a - b);
      merged[name] = values[Math.floor(values.length / 2)];
      merged[`${name}Range`] = [values[0], values.at(-1)];
    } else merged[name] = typeof first === 'boolean' ? values.every(Boolean) : first;
  }
  return merged;
}
