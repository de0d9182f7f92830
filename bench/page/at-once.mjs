import { told } from './told.mjs';

/** Measures all peers at the same time, where they mostly wait. */
export async function atOnce(bench, measure) {
  const found = await Promise.all(
    bench.peers.map(async (peer) => [peer.name, await told(measure, { bench, peer })]),
  );
  return Object.fromEntries(found);
}
