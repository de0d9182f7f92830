import { inRounds } from '../in-rounds.mjs';
import { expired } from './expired.mjs';

/** S2. A page loads with an expired token, and a hundred callers want one. */
export const scenario = {
  id: 'crowd-after-load',
  title: '100 callers at page load, token expired, refresh of 50 ms: requests, ms, failed',
  isTimed: true,
  measure: (bench) =>
    inRounds(bench, bench.isQuick ? 1 : 3, async (open) => {
      const scene = await open({ ...expired, latencyMs: 50 });
      const { ok, ms } = await scene.openAndCall(scene.tabs[0], { count: 100 });
      const { refreshes } = scene.world;
      return { requests: refreshes, ms, failed: 100 - ok };
    }),
  tell: ({ requests, ms, failed }) =>
    `${requests}, ${Math.round(ms)}${failed === 0 ? '' : `, ${failed} failed`}`,
  holds: ({ failed }) => failed === 0,
  figures: {
    requests: { of: ({ requests }) => requests },
    ms: { of: ({ ms }) => ms, slack: 0.2 },
  },
};
