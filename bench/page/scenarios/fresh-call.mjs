import { inRounds } from '../in-rounds.mjs';

/** S1. One call after another while the token is good. */
export const scenario = {
  id: 'fresh-call',
  title: 'A token at hand, µs a call',
  isTimed: true,
  async measure(bench) {
    const scenes = new Map();
    const result = await inRounds(bench, bench.isQuick ? 1 : 9, async (_, peer) => {
      if (!scenes.has(peer)) {
        const scene = await bench.open(peer);
        scenes.set(peer, scene);
        await scene.openAndCall(scene.tabs[0]);
        await scene.tabs[0].evaluate((ms) => globalThis.bench.perCall(ms), 30);
      }
      return { us: await scenes.get(peer).tabs[0].evaluate((ms) => globalThis.bench.perCall(ms), 40) };
    });
    for (const scene of scenes.values()) await scene.close();
    return result;
  },
  tell: ({ us }) => us.toFixed(us < 10 ? 2 : 0),
  holds: () => true,
  figures: { µs: { of: ({ us }) => us, slack: 0.15 } },
};
