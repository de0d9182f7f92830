import { inRounds } from '../in-rounds.mjs';
import { longSleepMs } from './expired.mjs';

/** S2b. A page that is in use wakes from two hours of sleep. */
export const scenario = {
  id: 'crowd-after-sleep',
  title: '100 callers after two hours of sleep: requests, ms, failed',
  isTimed: true,
  measure: (bench) =>
    inRounds(bench, bench.isQuick ? 1 : 3, async (open) => {
      const scene = await open({ latencyMs: 50, isLive: true });
      const [tab] = scene.tabs;
      await scene.sleep(longSleepMs);
      const { ok, ms } = await scene.call(tab, { count: 100, limitMs: 20_000 });
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
